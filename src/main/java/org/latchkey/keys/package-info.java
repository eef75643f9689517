/**
 * Private keys and certificates as administrators have them: PEM files of either format, on one line or many, with
 * fingerprints, and the one-line public key that Freshworks' form wants. It must not know what a key signs.
 */
@NullMarked
package org.latchkey.keys;

import org.jspecify.annotations.NullMarked;
