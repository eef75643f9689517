package org.latchkey.saml;

import java.net.URI;

/**
 * Where a service provider takes logout messages.
 *
 * @param response where it takes the answer to its own; the same address unless its metadata says otherwise
 */
record LogoutService(Binding binding, URI location, URI response) {}
