/**
 * Sign-in by "Simple SSO", Freshworks' older mechanism: a link with a keyed MD5 hash. URL: {@code /hmac/{app}}. It must not
 * know any other protocol, the portal, or how people are signed in.
 */
@NullMarked
package org.latchkey.hmac;

import org.jspecify.annotations.NullMarked;
