/**
 * The pages that people see: templates, texts, and the security headers that go with them. A leaf: a page gets plain
 * values and knows nobody; it never sees a DN, a host, a secret or an exception.
 */
@NullMarked
package org.latchkey.page;

import org.jspecify.annotations.NullMarked;
