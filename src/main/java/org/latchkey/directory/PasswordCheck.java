package org.latchkey.directory;

import java.util.Optional;
import javax.naming.NamingException;
import org.latchkey.config.Secret;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** One bind as a person, admitted by a gate that is told how it ended. */
record PasswordCheck(BoundConnections connections, PasswordGate gate, Deadline deadline) {

    /**
     * @param user empty where there is nobody of that name: then all is done but the bind
     * @throws Refusal {@link Reason#PASSWORD_WRONG}, as {@link AdError#refusalOfPerson}, or what the gate throws
     */
    DirectoryUser check(AccountName account, Optional<DirectoryUser> user, PasswordGate.Claim claim, Secret password) {
        try (PasswordGate.Attempt attempt = gate.admit(claim)) {
            Connection connection = connections.open(deadline);
            // Before it is sent, since nothing that happens afterwards takes it back.
            attempt.tell(PasswordGate.Outcome.WRONG);
            if (user.isEmpty()) {
                connection.close();
                throw unknown(account);
            }
            bind(connection, user.get(), password, attempt);
            attempt.tell(PasswordGate.Outcome.RIGHT);
            return user.get();
        }
    }

    /**
     * Who does not know a password must not learn which accounts there are, neither from the answer nor from the time that it
     * takes: by now a connection was opened for nobody, which takes much longer than the bind that is left out. To bind a
     * made-up name as well would fill the controllers' security logs.
     */
    private static Refusal unknown(AccountName account) {
        return new Refusal(Reason.PASSWORD_WRONG).with("account", account + " is unknown");
    }

    private void bind(Connection connection, DirectoryUser user, Secret password, PasswordGate.Attempt attempt) {
        try {
            connections.check(connection, user.distinguishedName(), password, deadline);
        } catch (NamingException e) {
            AdError error = AdError.of(e);
            attempt.tell(error.outcomeOfPerson());
            throw error.refusalOfPerson(connection.controller())
                    .with("account", user.account().toString());
        }
    }
}
