package org.latchkey.saml;

import java.net.URI;

/**
 * The one identity provider that all service providers see. Its addresses come from {@code publicUrl}, never from a request.
 *
 * @param singleSignOn where AuthnRequests come in
 * @param singleLogout where logout messages come in
 */
public record IdentityProvider(String entityId, URI singleSignOn, URI singleLogout, SigningCredentials credentials) {}
