package org.latchkey.directory;

import java.time.Clock;
import javax.naming.NamingException;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** The account by which Latchkey reads the directory. What is refused once is not tried again for a while. */
interface ServiceAccount {

    static ServiceAccount of(DirectorySettings settings, Attempts attempts, Clock clock) {
        if (settings.credentials() instanceof Credentials.Ticket ticket) {
            KerberosLogin login = new KerberosLogin(ticket, OwnCredentials.ofJvm());
            return new KerberosAccount(login, settings, attempts, clock);
        }
        return new PasswordAccount((Credentials.Password) settings.credentials(), clock);
    }

    /**
     * What has to be done before a controller is asked.
     *
     * @throws Refusal {@link Reason#DIRECTORY_ACCOUNT_REFUSED} while the account is known to be refused, or
     *     {@link Reason#DIRECTORY_UNAVAILABLE}
     */
    void prepare(Deadline deadline);

    /** @throws Refusal {@link Reason#DIRECTORY_ACCOUNT_REFUSED} */
    void bind(Connection connection, Deadline deadline) throws NamingException;
}
