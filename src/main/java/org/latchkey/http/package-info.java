/**
 * What a request says, read without trust: query strings octet by octet, methods, client addresses, and redirects within
 * this site. It must not know any feature; redirects to other sites belong to {@code application.Target}.
 */
@NullMarked
package org.latchkey.http;

import org.jspecify.annotations.NullMarked;
