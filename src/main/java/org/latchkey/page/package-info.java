/**
 * The pages that people see: templates, texts, and the security headers that go with them. A leaf: a page gets plain
 * values and knows nobody; it never sees a DN, a host, a secret or an exception. A text has its key in {@code texts.properties}
 * and in the {@code texts_xx.properties} of each language in {@link org.latchkey.page.Languages#SPOKEN}.
 */
@NullMarked
package org.latchkey.page;

import org.jspecify.annotations.NullMarked;
