/**
 * Sign-in by JSON Web Token, Freshworks' own dialect. URL: {@code /jwt/{app}}. It must not know any other protocol, the
 * portal, or how people are signed in.
 */
@NullMarked
package org.latchkey.jwt;

import org.jspecify.annotations.NullMarked;
