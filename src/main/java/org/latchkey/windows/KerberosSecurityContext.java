package org.latchkey.windows;

import com.sun.jna.platform.win32.Sspi;
import org.jspecify.annotations.Nullable;
import waffle.windows.auth.IWindowsImpersonationContext;
import waffle.windows.auth.IWindowsSecurityContext;

/** A handshake that the JDK's GSS-API has completed. The GSS context itself is gone by then, so there is no handle. */
final class KerberosSecurityContext implements IWindowsSecurityContext {

    private final KerberosIdentity identity;
    private final byte @Nullable [] answer;

    /** @param answer the token with which the server proves itself to the client; null when there is none */
    KerberosSecurityContext(KerberosIdentity identity, byte @Nullable [] answer) {
        this.identity = identity;
        this.answer = answer == null ? null : answer.clone();
    }

    @Override
    public KerberosIdentity getIdentity() {
        return identity;
    }

    @Override
    public String getPrincipalName() {
        return identity.principal();
    }

    @Override
    public byte @Nullable [] getToken() {
        return answer == null ? null : answer.clone();
    }

    @Override
    public String getSecurityPackage() {
        return "Kerberos";
    }

    @Override
    public boolean isContinue() {
        return false;
    }

    @Override
    public Sspi.CtxtHandle getHandle() {
        throw new UnsupportedOperationException("a completed GSS context has no Windows handle");
    }

    @Override
    public void initialize(Sspi.CtxtHandle handle, Sspi.SecBufferDesc token, String target) {
        throw new UnsupportedOperationException("only accepts, never initiates");
    }

    @Override
    public IWindowsImpersonationContext impersonate() {
        throw new UnsupportedOperationException("nobody is impersonated");
    }

    @Override
    public void dispose() {
        // Disposed by the provider as soon as the name was read.
    }
}
