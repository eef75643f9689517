package com.sun.jna.platform.win32;

import com.sun.jna.platform.win32.WinNT.HRESULT;

/** Stands in front of JNA's class of the same name; see {@link Secur32}. */
public final class Kernel32Util {

    private Kernel32Util() {}

    public static String formatMessage(HRESULT code) {
        return "Windows' text for " + code.intValue();
    }
}
