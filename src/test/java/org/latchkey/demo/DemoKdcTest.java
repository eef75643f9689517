package org.latchkey.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoKdcTest {
    private final DemoKdc kdc = DemoParts.kdc();

    @ParameterizedTest
    @ValueSource(strings = {"ada", "zoe.angstrom", "sean.o'brien"})
    void spnegoWhenTicketThenAcceptedWithTheKeytab(String account) throws Exception {
        DemoPerson person = DemoPeople.all().stream()
                .filter(p -> p.account().equals(account))
                .findFirst()
                .orElseThrow();

        String token = kdc.ticketFor(person).spnego("HTTP@localhost");

        assertThat(Base64.getDecoder().decode(token)).startsWith(0x60);
        assertThat(accept(token, "HTTP/localhost@" + DemoKdc.REALM)).isEqualTo(account + "@CORP.EXAMPLE.COM");
    }

    @Test
    void kerberosWhenTicketThenAcceptedForTheOtherServiceToo() throws Exception {
        String token = kdc.ticketFor(DemoPeople.GRACE).kerberos("HTTP@sso.corp.example.com");

        assertThat(accept(token, "HTTP/sso.corp.example.com@" + DemoKdc.REALM)).isEqualTo("grace@CORP.EXAMPLE.COM");
    }

    @Test
    void ticketWhenWrongPasswordThenRefused() {
        assertThatThrownBy(() -> kdc.ticketFor("ada", "wrong")).isInstanceOf(LoginException.class);
    }

    @Test
    void startWhenSomebodyTakesThePortFirstThenAtAnother() throws Exception {
        String before = System.getProperty("java.security.krb5.conf");
        try (ServerSocket taken = new ServerSocket(0)) {
            PrimitiveIterator.OfInt ports =
                    IntStream.of(taken.getLocalPort(), FreePort.any()).iterator();
            try (DemoKdc second = DemoKdc.start(ports::nextInt)) {
                assertThat(second.port()).isNotEqualTo(taken.getLocalPort());
                assertThat(second.ticketFor(DemoPeople.ADA)).isNotNull();
            }
        } finally {
            System.setProperty("java.security.krb5.conf", before);
        }
    }

    private String accept(String token, String service) throws Exception {
        Map<String, String> options = Map.of(
                "useKeyTab",
                "true",
                "keyTab",
                kdc.keytab().toString(),
                "principal",
                service,
                "storeKey",
                "true",
                "doNotPrompt",
                "true",
                "isInitiator",
                "false",
                "refreshKrb5Config",
                "true");
        Configuration configuration = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
                };
            }
        };
        Subject acceptor = new Subject();
        new LoginContext("acceptor", acceptor, null, configuration).login();
        return Subject.doAs(acceptor, (PrivilegedExceptionAction<String>) () -> {
            GSSManager manager = GSSManager.getInstance();
            GSSCredential credential = manager.createCredential(
                    null,
                    GSSCredential.INDEFINITE_LIFETIME,
                    new Oid[] {new Oid("1.3.6.1.5.5.2"), new Oid("1.2.840.113554.1.2.2")},
                    GSSCredential.ACCEPT_ONLY);
            GSSContext context = manager.createContext(credential);
            byte[] bytes = Base64.getDecoder().decode(token);
            context.acceptSecContext(bytes, 0, bytes.length);
            assertThat(context.isEstablished()).isTrue();
            return context.getSrcName().toString();
        });
    }
}
