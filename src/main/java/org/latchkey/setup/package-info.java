/**
 * The administrator's pages, read-only by construction. URL: {@code /setup}. It may look at everything, and writes nothing.
 */
@NullMarked
package org.latchkey.setup;

import org.jspecify.annotations.NullMarked;
