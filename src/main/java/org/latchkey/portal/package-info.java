/**
 * The page people start from. URLs: {@code /} and {@code /go/{app}}. It must not know how any protocol signs.
 */
@NullMarked
package org.latchkey.portal;

import org.jspecify.annotations.NullMarked;
