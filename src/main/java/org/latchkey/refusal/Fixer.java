package org.latchkey.refusal;

/** Who can do something about a refusal. */
public enum Fixer {
    USER,
    DIRECTORY_ADMINISTRATOR,
    LATCHKEY_ADMINISTRATOR,
    FRESHWORKS_ADMINISTRATOR
}
