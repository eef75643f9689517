/**
 * The configuration as Tomcat's context descriptor gives it: {@code <Resource>} elements through JNDI, typed reading with
 * every problem collected, secrets that do not print, files that are noticed when they change. It must not know what any
 * setting is for: each feature declares its own {@link org.latchkey.config.Attribute attributes}.
 */
@NullMarked
package org.latchkey.config;

import org.jspecify.annotations.NullMarked;
