/**
 * The addresses of the classic ASP scripts, so that what Freshworks has stored goes on working. URLs: {@code *.asp} in any
 * letter case and any folder, for the scripts that an application replaces. It must not know any protocol: it finds the
 * application, and the mechanism's own way in answers.
 */
@NullMarked
package org.latchkey.asp;

import org.jspecify.annotations.NullMarked;
