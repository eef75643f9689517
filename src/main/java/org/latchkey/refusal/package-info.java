/**
 * The catalogue of refusals: every way in which Latchkey says no, with its HTTP status, who can mend it, and its texts in
 * three voices (the user's, the administrator's, the remedy). A leaf: it knows no other package, no servlet and no page.
 *
 * <p>{@code reasons_xx.properties} translate what users read, the title and the user's voice. The administrator's voice and
 * the remedy stand in the log and on the setup pages, where they are searched for and passed on: they stay English on purpose.
 */
@NullMarked
package org.latchkey.refusal;

import org.jspecify.annotations.NullMarked;
