/**
 * The catalogue of refusals: every way in which Latchkey says no, with its HTTP status, who can mend it, and its texts in
 * three voices (the user's, the administrator's, the remedy). A leaf: it knows no other package, no servlet and no page.
 */
@NullMarked
package org.latchkey.refusal;

import org.jspecify.annotations.NullMarked;
