/**
 * Sign-in by SAML 2.0: the one identity provider, and the service providers that trust it. URLs: {@code /saml/sso},
 * {@code /saml/slo}, {@code /saml/metadata}. OpenSAML is known here and nowhere else, and never decrypts. It must not know any
 * other protocol, the portal, or how people are signed in.
 */
@NullMarked
package org.latchkey.saml;

import org.jspecify.annotations.NullMarked;
