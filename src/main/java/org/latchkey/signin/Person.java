package org.latchkey.signin;

import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;

/**
 * Somebody who is signed in and whom the directory lets sign in, as it has him at this moment.
 *
 * @param groups not read before somebody asks
 */
public record Person(SignedIn signedIn, DirectoryUser user, Membership groups) {}
