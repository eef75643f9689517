package com.sun.jna.platform.win32;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.WELL_KNOWN_SID_TYPE;
import java.nio.charset.StandardCharsets;

/** Stands in front of JNA's class of the same name; see {@link Secur32}. A SID's octets are those of its text here. */
public final class Advapi32Util {

    private Advapi32Util() {}

    /** As JNA has it, with the fields that Waffle reads. */
    public static final class Account {
        public String name;
        public String domain;
        public byte[] sid;
        public String sidString;
        public String fqn;
    }

    public static Account getTokenAccount(HANDLE token) {
        StandInWindows.Logon logon = logon(token);
        return account(logon.name(), logon.sid());
    }

    public static Account[] getTokenGroups(HANDLE token) {
        return logon(token).groups().stream().map(sid -> account(sid, sid)).toArray(Account[]::new);
    }

    public static boolean isWellKnownSid(byte[] sid, int type) {
        String text = new String(sid, StandardCharsets.US_ASCII);
        return switch (type) {
            case WELL_KNOWN_SID_TYPE.WinAnonymousSid -> text.equals("S-1-5-7");
            case WELL_KNOWN_SID_TYPE.WinBuiltinGuestsSid -> text.equals("S-1-5-32-546");
            case WELL_KNOWN_SID_TYPE.WinAccountGuestSid -> text.endsWith("-501");
            case WELL_KNOWN_SID_TYPE.WinAccountDomainGuestsSid -> text.endsWith("-514");
            default -> throw new IllegalArgumentException("not asked for so far");
        };
    }

    private static StandInWindows.Logon logon(HANDLE token) {
        return StandInWindows.INSTANCE.logon(Pointer.nativeValue(token.getPointer()));
    }

    private static Account account(String name, String sid) {
        Account account = new Account();
        int backslash = name.indexOf('\\');
        account.name = name.substring(backslash + 1);
        account.domain = backslash < 0 ? "" : name.substring(0, backslash);
        account.fqn = name;
        account.sid = sid.getBytes(StandardCharsets.US_ASCII);
        account.sidString = sid;
        return account;
    }
}
