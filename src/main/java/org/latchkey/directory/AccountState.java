package org.latchkey.directory;

/** Whether the directory lets an account sign in. */
public enum AccountState {
    ACTIVE,
    DISABLED,
    EXPIRED,
    LOCKED,
    /** The password has expired, or must be changed at the next sign-in. */
    PASSWORD_EXPIRED,
    /** The service account may not read what tells the state: never to be taken for {@link #ACTIVE}. */
    HIDDEN
}
