package org.latchkey.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/**
 * Gets a ticket-granting ticket, by the JDK's log-in module and a configuration of this log-in's own: the JVM's, which is
 * everybody's, is neither read nor changed.
 */
record KerberosLogin(Credentials.Ticket credentials, OwnCredentials own) {

    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    private static final FileTime NEVER = FileTime.fromMillis(0);

    /** @param until the end of the first ticket to end */
    record LoggedIn(Subject subject, Instant since, Instant until) {

        /** Three quarters of its life: early enough to outlast a Kerberos server that is down for an hour or two. */
        boolean isDue(Instant now) {
            long seconds = until.getEpochSecond() - since.getEpochSecond();
            return now.isAfter(since.plusSeconds(seconds * 3 / 4));
        }
    }

    /** Whether the operating system does all of it. */
    boolean isNeedless() {
        return credentials.keytab().isEmpty() && own.areThere();
    }

    /** For administrators. */
    String who() {
        return credentials.principal().orElse("the account that Tomcat runs as");
    }

    /** When the keys changed last; always the same where there are none to see. */
    FileTime keysSince() {
        try {
            return credentials.keytab().isPresent()
                    ? Files.getLastModifiedTime(credentials.keytab().get())
                    : NEVER;
        } catch (IOException e) {
            return NEVER;
        }
    }

    LoggedIn logIn(Instant now) throws LoginException {
        LoginContext login = new LoginContext("latchkey", new Subject(), null, configuration());
        login.login();
        Instant until = login.getSubject().getPrivateCredentials(KerberosTicket.class).stream()
                .map(KerberosTicket::getEndTime)
                .map(Date::toInstant)
                .min(Instant::compareTo)
                .orElseThrow(() -> new LoginException("no ticket"));
        if (!now.isBefore(until)) {
            throw new LoginException("the ticket in the cache has expired");
        }
        return new LoggedIn(login.getSubject(), now, until);
    }

    private Configuration configuration() {
        AppConfigurationEntry entry = new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options());
        return new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {entry};
            }
        };
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        options.put("isInitiator", "true");
        options.put("doNotPrompt", "true");
        credentials.principal().ifPresent(name -> options.put("principal", name));
        credentials
                .keytab()
                .ifPresentOrElse(
                        file -> {
                            options.put("useKeyTab", "true");
                            options.put("keyTab", file.toString());
                        },
                        () -> options.put("useTicketCache", "true"));
        return options;
    }

    /** What is not in the exception, of somebody who has no keytab. */
    Optional<String> hint() {
        return credentials.keytab().isPresent()
                ? Optional.empty()
                : Optional.of(own.problem()
                        .orElse("klist as the account that Tomcat runs as shows its tickets;"
                                + " KRB5CCNAME tells Java another cache"));
    }
}
