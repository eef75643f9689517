package com.sun.jna.platform.win32;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.platform.win32.Sspi.CredHandle;
import com.sun.jna.platform.win32.Sspi.CtxtHandle;
import com.sun.jna.platform.win32.Sspi.SecBuffer;
import com.sun.jna.platform.win32.Sspi.SecBufferDesc;
import com.sun.jna.platform.win32.Sspi.TimeStamp;
import com.sun.jna.platform.win32.SspiUtil.ManagedSecBufferDesc;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.platform.win32.WinNT.LUID;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;

/** Translates between JNA's structures and {@link StandInWindows}. */
final class StandInSecurity implements Secur32 {

    private final StandInWindows windows = StandInWindows.INSTANCE;

    @Override
    public int AcquireCredentialsHandle(
            String principal,
            String securityPackage,
            int use,
            LUID logon,
            Pointer data,
            Pointer getKey,
            Pointer getKeyArgument,
            CredHandle credential,
            TimeStamp expiry) {
        credential.dwLower = Pointer.createConstant(windows.acquireCredential());
        return WinError.SEC_E_OK;
    }

    @Override
    public int AcceptSecurityContext(
            CredHandle credential,
            CtxtHandle context,
            SecBufferDesc input,
            int requirements,
            int representation,
            CtxtHandle newContext,
            SecBufferDesc output,
            IntByReference attributes,
            TimeStamp expiry) {
        long handle = context == null ? 0 : Pointer.nativeValue(context.dwLower);
        byte[] token = ((ManagedSecBufferDesc) input).getBuffer(0).getBytes();
        StandInWindows.Leg leg = windows.accept(handle, token);
        if (leg.context() != 0) {
            newContext.dwLower = Pointer.createConstant(leg.context());
        }
        SecBuffer answer = ((ManagedSecBufferDesc) output).getBuffer(0);
        byte[] octets = leg.answer().getBytes(StandardCharsets.ISO_8859_1);
        answer.cbBuffer = octets.length;
        answer.pvBuffer.write(0, octets, 0, octets.length);
        return leg.status();
    }

    @Override
    public int QuerySecurityContextToken(CtxtHandle context, HANDLEByReference token) {
        long handle = windows.openToken(Pointer.nativeValue(context.dwLower));
        token.setValue(new HANDLE(Pointer.createConstant(handle)));
        return handle == 0 ? WinError.SEC_E_INVALID_HANDLE : WinError.SEC_E_OK;
    }

    @Override
    public int QueryContextAttributes(CtxtHandle context, int attribute, Structure buffer) {
        String name = windows.packageOf(Pointer.nativeValue(context.dwLower));
        if (name.isEmpty() || !(buffer instanceof Sspi.SecPkgContext_NegotiationInfo info)) {
            return WinError.SEC_E_UNSUPPORTED_FUNCTION;
        }
        windows.allocateBuffer();
        info.PackageInfo = new Sspi.PSecPkgInfo();
        info.PackageInfo.pPkgInfo = new Sspi.SecPkgInfo.ByReference();
        info.PackageInfo.pPkgInfo.Name = name;
        return WinError.SEC_E_OK;
    }

    @Override
    public int FreeContextBuffer(Pointer buffer) {
        return buffer instanceof Memory ? windows.freeBuffer() : WinError.SEC_E_INVALID_HANDLE;
    }

    @Override
    public int DeleteSecurityContext(CtxtHandle context) {
        return windows.deleteContext(Pointer.nativeValue(context.dwLower));
    }

    @Override
    public int FreeCredentialsHandle(CredHandle credential) {
        return windows.freeCredential(Pointer.nativeValue(credential.dwLower));
    }
}
