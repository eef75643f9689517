/**
 * One JSON line for each decision, and the note-pad that a request carries until the decision is made; what was
 * decided is counted, too. It must not know any feature: features note plain facts, never secrets.
 */
@NullMarked
package org.latchkey.audit;

import org.jspecify.annotations.NullMarked;
