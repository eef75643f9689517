package com.sun.jna.platform.win32;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;

/** Stands in front of JNA's interface of the same name; see {@link Secur32}. */
public interface Kernel32 {

    Kernel32 INSTANCE = handle -> StandInWindows.INSTANCE.closeToken(Pointer.nativeValue(handle.getPointer()));

    boolean CloseHandle(HANDLE handle);
}
