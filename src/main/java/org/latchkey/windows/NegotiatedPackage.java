package org.latchkey.windows;

import com.sun.jna.platform.win32.Secur32;
import com.sun.jna.platform.win32.Sspi;
import com.sun.jna.platform.win32.WinError;
import java.util.Optional;
import org.latchkey.signin.Mechanism;

/** Asks Windows which of its security packages a Negotiate handshake ended with. */
final class NegotiatedPackage {

    private NegotiatedPackage() {}

    /** @return empty when Windows does not say, or names one that is neither */
    static Optional<Mechanism> of(Sspi.CtxtHandle context) {
        Sspi.SecPkgContext_NegotiationInfo info = new Sspi.SecPkgContext_NegotiationInfo();
        int status = Secur32.INSTANCE.QueryContextAttributes(context, Sspi.SECPKG_ATTR_NEGOTIATION_INFO, info);
        if (status != WinError.SEC_E_OK) {
            return Optional.empty();
        }
        try {
            return named(info.PackageInfo.pPkgInfo.Name);
        } finally {
            // Windows allocated the package's description (QueryContextAttributes, "Negotiation Information").
            info.free();
        }
    }

    private static Optional<Mechanism> named(String name) {
        return switch (name) {
            case "Kerberos" -> Optional.of(Mechanism.KERBEROS);
            case "NTLM" -> Optional.of(Mechanism.NTLM);
            default -> Optional.empty();
        };
    }
}
