package com.sun.jna.platform.win32;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.platform.win32.Sspi.CredHandle;
import com.sun.jna.platform.win32.Sspi.CtxtHandle;
import com.sun.jna.platform.win32.Sspi.SecBufferDesc;
import com.sun.jna.platform.win32.Sspi.TimeStamp;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.platform.win32.WinNT.LUID;
import com.sun.jna.ptr.IntByReference;

/**
 * Stands in front of JNA's interface of the same name, so that Waffle's own classes run where there is no Windows. Only what
 * Waffle and Latchkey call is here; {@link StandInWindows} answers.
 */
public interface Secur32 {

    Secur32 INSTANCE = new StandInSecurity();

    int AcquireCredentialsHandle(
            String principal,
            String securityPackage,
            int use,
            LUID logon,
            Pointer data,
            Pointer getKey,
            Pointer getKeyArgument,
            CredHandle credential,
            TimeStamp expiry);

    int AcceptSecurityContext(
            CredHandle credential,
            CtxtHandle context,
            SecBufferDesc input,
            int requirements,
            int representation,
            CtxtHandle newContext,
            SecBufferDesc output,
            IntByReference attributes,
            TimeStamp expiry);

    int QuerySecurityContextToken(CtxtHandle context, HANDLEByReference token);

    int QueryContextAttributes(CtxtHandle context, int attribute, Structure buffer);

    int FreeContextBuffer(Pointer buffer);

    int DeleteSecurityContext(CtxtHandle context);

    int FreeCredentialsHandle(CredHandle credential);
}
