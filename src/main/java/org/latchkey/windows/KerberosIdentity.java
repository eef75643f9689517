package org.latchkey.windows;

import org.latchkey.directory.AccountName;
import waffle.windows.auth.IWindowsAccount;
import waffle.windows.auth.IWindowsIdentity;
import waffle.windows.auth.IWindowsImpersonationContext;

/**
 * Who a Kerberos ticket was made out to. It has a name only: SID and groups would stand in the ticket's PAC, and the
 * directory knows them better.
 *
 * @param principal {@code ada@CORP.EXAMPLE.COM}
 */
record KerberosIdentity(String principal) implements IWindowsIdentity {

    /** RFC 8062, 3: the name of a client that proved nothing but to have asked the KDC. */
    private static final String ANONYMOUS = "WELLKNOWN/ANONYMOUS@";

    /** @throws IllegalArgumentException when it is not a person's principal */
    AccountName account() {
        return AccountName.ofKerberos(principal);
    }

    @Override
    public String getFqn() {
        return principal;
    }

    @Override
    public boolean isGuest() {
        return principal.startsWith(ANONYMOUS);
    }

    @Override
    public String getSidString() {
        throw new UnsupportedOperationException("a ticket is not asked for a SID");
    }

    @Override
    public byte[] getSid() {
        throw new UnsupportedOperationException("a ticket is not asked for a SID");
    }

    @Override
    public IWindowsAccount[] getGroups() {
        throw new UnsupportedOperationException("groups are the directory's");
    }

    @Override
    public IWindowsImpersonationContext impersonate() {
        throw new UnsupportedOperationException("nobody is impersonated");
    }

    @Override
    public void dispose() {
        // Holds no handle.
    }
}
