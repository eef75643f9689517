/**
 * Latchkey signs the people of an Active Directory in to Freshworks. This package owns the object graph: {@code Bridge} is
 * built once from a valid configuration by {@code BridgeListener}, and everything else hangs off it. It may know every
 * feature package; none of them may know it except {@code web}.
 */
@NullMarked
package org.latchkey;

import org.jspecify.annotations.NullMarked;
