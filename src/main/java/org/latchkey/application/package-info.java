/**
 * The relying parties: what all mechanisms' applications have in common, who may enter, and where a browser may be
 * sent. Only {@link org.latchkey.application.RedirectAllowList} and {@link org.latchkey.application.Sites} make a {@link
 * org.latchkey.application.Target}, and a target is the only thing that sends a browser to another site. It must not know any
 * protocol.
 */
@NullMarked
package org.latchkey.application;

import org.jspecify.annotations.NullMarked;
