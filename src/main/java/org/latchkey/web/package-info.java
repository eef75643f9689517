/**
 * The outermost layer: the edge filter (reference number, security headers, the one catch block), health, and the page for
 * errors of the container. URLs: {@code /health/*}. Only {@code web.xml} depends on it.
 */
@NullMarked
package org.latchkey.web;

import org.jspecify.annotations.NullMarked;
