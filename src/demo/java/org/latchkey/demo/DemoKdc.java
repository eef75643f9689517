package org.latchkey.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.KdcConfigKey;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/**
 * A Kerberos key distribution centre for the realm {@value #REALM}, in this process and on this machine's loopback
 * address only (Apache Kerby). It knows {@link DemoPeople} with their passwords, and the services that Latchkey is
 * reached by.
 *
 * <p>The JDK reads one krb5.conf in a process: {@link #start} makes it this one. Its tickets carry no PAC.
 */
public final class DemoKdc implements AutoCloseable {
    public static final String REALM = "CORP.EXAMPLE.COM";

    /** The principals in {@link #keytab}. */
    public static final List<String> SERVICES =
            List.of("HTTP/localhost@" + REALM, "HTTP/sso.corp.example.com@" + REALM);

    private static final Logger QUIET = Logger.getLogger("org.apache.kerby");
    private static final int TRIES = 5;
    private static final String KRB5_CONF = "java.security.krb5.conf";

    private final TemporaryDirectory work;
    private final SimpleKdcServer server = new SimpleKdcServer();
    private final int port;

    private DemoKdc(TemporaryDirectory work, int port) throws KrbException, IOException {
        this.work = work;
        this.port = port;
        server.setWorkDir(work.path().toFile());
        server.setKdcRealm(REALM);
        server.setKdcHost("localhost");
        server.setKdcTcpPort(port);
        server.setAllowUdp(false);
        server.getKdcConfig()
                .setString(KdcConfigKey.ENCRYPTION_TYPES, "aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96");
        server.init();
        server.start();
        for (DemoPerson person : DemoPeople.all()) {
            server.createPrincipal(person.principal(), person.password());
        }
        for (String service : SERVICES) {
            server.createPrincipal(service);
            server.exportPrincipal(service, keytab().toFile());
        }
        install();
    }

    /** Starts a KDC and makes its krb5.conf the one of this process. */
    public static DemoKdc start() {
        return start(FreePort::any);
    }

    /** @param ports of which somebody else may take one before the KDC does */
    static DemoKdc start(IntSupplier ports) {
        QUIET.setLevel(Level.SEVERE);
        IllegalStateException failed = new IllegalStateException("the demo KDC does not start");
        for (int i = 0; i < TRIES; i++) {
            TemporaryDirectory work = TemporaryDirectory.create("kdc");
            try {
                return new DemoKdc(work, ports.getAsInt());
            } catch (KrbException | IOException e) {
                work.close();
                failed.addSuppressed(e);
            }
        }
        throw failed;
    }

    public int port() {
        return port;
    }

    /** Keys of {@link #SERVICES}, as an administrator exports them with {@code ktpass} or {@code ktutil}. */
    public Path keytab() {
        return work.resolve("http.keytab");
    }

    /** For {@code KRB5_CONFIG} or {@code java.security.krb5.conf}. */
    public Path krb5Conf() {
        return work.resolve("demo-krb5.conf");
    }

    public void add(DemoPerson person) {
        try {
            server.createPrincipal(person.principal(), person.password());
        } catch (KrbException e) {
            throw new IllegalArgumentException("cannot add " + person.principal(), e);
        }
    }

    public DemoTicket ticketFor(DemoPerson person) {
        try {
            return ticketFor(person.principal(), person.password());
        } catch (LoginException e) {
            throw new IllegalStateException("no ticket for " + person.principal(), e);
        }
    }

    /**
     * Asks the KDC for a ticket-granting ticket.
     *
     * @param principal with or without the realm
     * @throws LoginException when the KDC refuses
     */
    public DemoTicket ticketFor(String principal, String password) throws LoginException {
        CallbackHandler answers = callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName(principal);
                } else if (callback instanceof PasswordCallback secret) {
                    secret.setPassword(password.toCharArray());
                }
            }
        };
        Subject subject = new Subject();
        new LoginContext("demo", subject, answers, new PasswordLogin()).login();
        return new DemoTicket(subject);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (KrbException e) {
            throw new IllegalStateException("the demo KDC does not stop", e);
        } finally {
            work.close();
        }
    }

    private void install() throws IOException {
        Files.writeString(krb5Conf(), """
                [libdefaults]
                  default_realm = %1$s
                  udp_preference_limit = 1
                  dns_lookup_kdc = false
                  dns_lookup_realm = false
                  dns_canonicalize_hostname = false
                  rdns = false
                  default_tkt_enctypes = aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96
                  default_tgs_enctypes = aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96
                  permitted_enctypes = aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96

                [realms]
                  %1$s = {
                    kdc = localhost:%2$d
                  }

                [domain_realm]
                  localhost = %1$s
                  .corp.example.com = %1$s
                """.formatted(REALM, port), StandardCharsets.US_ASCII);
        System.setProperty(KRB5_CONF, krb5Conf().toString());
    }

    private static final class PasswordLogin extends Configuration {
        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            // refreshKrb5Config: another KDC may have been in this process before.
            Map<String, String> options = Map.of("refreshKrb5Config", "true", "isInitiator", "true");
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
            };
        }
    }
}
