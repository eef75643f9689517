package org.latchkey.windows;

import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import java.util.Locale;
import java.util.regex.Pattern;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.Sid;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import waffle.windows.auth.IWindowsIdentity;

/** Who a network logon of Windows is, and what a refused one means. */
final class WindowsLogon {

    /** Anonymous and the built-in Guests group, and the Guest account (RID 501) of any domain or machine. */
    private static final Pattern NOBODY = Pattern.compile("S-1-5-7|S-1-5-32-546|S-1-5-21(-\\d+){3}-501");

    private WindowsLogon() {}

    /**
     * The account, unless it is nobody's. Waffle's {@code isGuest} (3.6.0) looks for the Guests groups among the token's
     * groups and for the anonymous logon as the account itself, but not for the Guest account itself: that is done here. JNA
     * asks Windows for the name of each group on the way, which is why the cheap test comes first.
     *
     * @throws Refusal {@link Reason#TOKEN_GUEST}
     * @throws IllegalArgumentException for a name without a domain: Waffle's is {@code NONE_MAPPED} where Windows knows none
     */
    static AccountName account(IWindowsIdentity identity) {
        if (NOBODY.matcher(identity.getSidString()).matches() || identity.isGuest()) {
            throw new Refusal(Reason.TOKEN_GUEST).with("account", identity.getFqn());
        }
        return AccountName.ofWindows(identity.getFqn(), new Sid(identity.getSidString()));
    }

    static KerberosFault fault(Win32Exception e) {
        if (e instanceof KerberosRejection rejection) {
            return rejection.fault();
        }
        return switch (code(e)) {
            case WinError.SEC_E_TIME_SKEW -> KerberosFault.CLOCK_SKEW;
            case WinError.SEC_E_WRONG_PRINCIPAL, WinError.SEC_E_MESSAGE_ALTERED -> KerberosFault.WRONG_KEY;
            case WinError.SEC_E_CONTEXT_EXPIRED -> KerberosFault.EXPIRED;
            case WinError.SEC_E_BAD_BINDINGS -> KerberosFault.CHANNEL_BINDING;
            case WinError.SEC_E_KDC_UNKNOWN_ETYPE -> KerberosFault.ENCRYPTION;
            case WinError.SEC_E_TARGET_UNKNOWN -> KerberosFault.NO_TICKET;
            default -> KerberosFault.OTHER;
        };
    }

    private static int code(Win32Exception e) {
        return e.getHR() == null ? e.getErrorCode() : e.getHR().intValue();
    }

    /** For administrators, who look such numbers up: Windows' own text is in the server's language. */
    static String cause(Win32Exception e) {
        if (e instanceof KerberosRejection) {
            return String.valueOf(e.getMessage());
        }
        int code = code(e);
        String meaning = switch (code) {
            case WinError.SEC_E_LOGON_DENIED -> "logon denied";
            case WinError.SEC_E_INVALID_TOKEN -> "not a token that Windows can read";
            case WinError.SEC_E_TIME_SKEW -> "clock skew between client and server";
            case WinError.SEC_E_WRONG_PRINCIPAL -> "the ticket is for another service account: check the SPN";
            case WinError.SEC_E_MESSAGE_ALTERED -> "checksum: the ticket is for another key; check for two SPNs";
            case WinError.SEC_E_NO_AUTHENTICATING_AUTHORITY -> "no domain controller answers";
            case WinError.SEC_E_BAD_BINDINGS -> "channel bindings: TLS ends before this server";
            case WinError.SEC_E_KDC_UNKNOWN_ETYPE -> "encryption type not supported";
            case WinError.SEC_E_POLICY_NLTM_ONLY, WinError.SEC_E_DOWNGRADE_DETECTED -> "NTLM is blocked by policy";
            default -> "Windows error";
        };
        return String.format(Locale.ROOT, "%s (0x%08X)", meaning, code);
    }
}
