package com.sun.jna.platform.win32;

/** Stands in front of JNA's class of the same name; see {@link Secur32}. */
public final class VersionHelpers {

    private VersionHelpers() {}

    public static boolean IsWindows8OrGreater() {
        return true;
    }
}
