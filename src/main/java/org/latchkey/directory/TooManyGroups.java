package org.latchkey.directory;

/** More groups are nested in one than are looked at. No fault of the directory, so it is no refusal. */
public final class TooManyGroups extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyGroups(int most) {
        super("more than " + most + " groups are nested in this one");
    }
}
