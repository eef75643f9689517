package org.latchkey.signin;

import org.latchkey.directory.DirectoryUser;

/** Somebody who is signed in and whom the directory lets sign in, as it has him at this moment. */
public record Person(SignedIn signedIn, DirectoryUser user) {}
