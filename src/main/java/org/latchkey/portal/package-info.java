/**
 * The page people start from. URLs: {@code /}, {@code /go/{app}} and {@code /icons/{app}}. It must not know how any protocol signs.
 */
@NullMarked
package org.latchkey.portal;

import org.jspecify.annotations.NullMarked;
