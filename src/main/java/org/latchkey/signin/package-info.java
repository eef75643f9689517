/**
 * The one step that all protocols share: who is this, may this account sign in and enter this
 * application, and if nobody is known yet, the form, with the brakes on its passwords.
 * URLs: {@code /signin}, {@code /signout}. It must not know any protocol, nor how a Windows token is checked.
 */
@NullMarked
package org.latchkey.signin;

import org.jspecify.annotations.NullMarked;
