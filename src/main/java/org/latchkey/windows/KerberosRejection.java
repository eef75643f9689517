package org.latchkey.windows;

import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;

/**
 * How a provider of Waffle's says no. The public constructors of {@link Win32Exception} ask Windows for a text; this one
 * brings its own, which is for administrators and holds nothing of the token but the name of the service it was made for.
 */
final class KerberosRejection extends Win32Exception {

    private static final long serialVersionUID = 1L;

    private final KerberosFault fault;

    KerberosRejection(String cause) {
        this(KerberosFault.OTHER, cause);
    }

    KerberosRejection(KerberosFault fault, String cause) {
        super(WinError.SEC_E_LOGON_DENIED, null, cause);
        this.fault = fault;
    }

    KerberosFault fault() {
        return fault;
    }
}
