package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Problem;
import org.latchkey.demo.DemoParts;

class CredentialsReaderTest {

    private static final String SERVICE = "HTTP/localhost@CORP.EXAMPLE.COM";
    private static final OwnCredentials LINUX = new OwnCredentials(false, false, false);
    private static final OwnCredentials WINDOWS = new OwnCredentials(true, false, false);

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void readWhenNothingIsSaidThenTheBindIsSimple() {
        assertThat(read(Optional.empty(), "bind", "", "account", "CORP\\svc", "password", "secret"))
                .hasValueSatisfying(
                        settings -> assertThat(settings.credentials()).isInstanceOf(Credentials.Password.class));
    }

    @Test
    void readWhenTheKeytabHasTheAccountThenItsTicket() {
        Path keytab = DemoParts.kdc().keytab();

        assertThat(read(Optional.of(keytab), "account", "HTTP/localhost@corp.example.com"))
                .hasValueSatisfying(settings -> assertThat(settings.credentials())
                        .isEqualTo(new Credentials.Ticket(Optional.of(SERVICE), Optional.of(keytab))));
        assertThat(problems).isEmpty();
    }

    @Test
    void readWhenTheKeytabHasNoKeyOfTheAccountThenAProblem(@TempDir Path folder) {
        for (Path file : List.of(DemoParts.kdc().keytab(), folder.resolve("missing.keytab"))) {
            problems.clear();
            assertThat(read(Optional.of(file), "account", "svc@CORP.EXAMPLE.COM"))
                    .isEmpty();
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.attribute()).isEqualTo("account");
                assertThat(problem.expected()).contains("no key", file.toString());
            });
        }
    }

    @Test
    void readWhenThereIsNoAccountThenTheTicketsOfTheProcess() {
        assertThat(read(Optional.of(DemoParts.kdc().keytab())))
                .hasValueSatisfying(settings -> assertThat(settings.credentials())
                        .isEqualTo(new Credentials.Ticket(Optional.empty(), Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"svc", "CORP\\svc", "CN=svc,DC=corp", "svc@", "@CORP.EXAMPLE.COM", "a b@CORP"})
    void readWhenTheAccountIsNoPrincipalThenAProblem(String account) {
        assertThat(read(Optional.empty(), "account", account)).isEmpty();
        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem.expected()).contains("name@REALM"));
    }

    @Test
    void readWhenAPasswordMeetsATicketThenAProblem() {
        assertThat(read(Optional.empty(), "password", "secret")).isEmpty();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.attribute()).isEqualTo("password");
            assertThat(problem.toString()).doesNotContain("secret");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.4", "10.0.0.4:1636", "[2001:db8::5]"})
    void readWhenAControllerIsAnAddressThenAProblem(String server) {
        assertThat(read(Optional.empty(), "servers", server)).isEmpty();
        assertThat(read(Optional.empty(), "globalCatalog", server)).isEmpty();
        assertThat(problems).extracting(Problem::attribute).containsExactly("servers", "globalCatalog");
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, ''",
        "false, true, true, ''",
        "true, true, true, ''",
        "true, false, false, -Dsun.security.jgss.native=true",
        "true, true, false, -Djavax.security.auth.useSubjectCredsOnly=false",
        "false, true, false, -Djavax.security.auth.useSubjectCredsOnly=false"
    })
    void problemThenTheOptionsThatAreMissing(boolean windows, boolean nativeGss, boolean ofProcess, String expected) {
        OwnCredentials own = new OwnCredentials(windows, nativeGss, ofProcess);

        assertThat(own.problem().isEmpty()).isEqualTo(expected.isEmpty());
        assertThat(own.problem().orElse("")).contains(expected);
    }

    @Test
    void loginWhenTheOperatingSystemHasTheCredentialsThenNeedlessWithoutAKeytabOnly() {
        OwnCredentials there = new OwnCredentials(true, true, true);
        Credentials.Ticket own = new Credentials.Ticket(Optional.empty(), Optional.empty());
        Credentials.Ticket keytab = new Credentials.Ticket(Optional.of("a@B"), Optional.of(Path.of("a.keytab")));

        assertThat(new KerberosLogin(own, there).isNeedless()).isTrue();
        assertThat(new KerberosLogin(keytab, there).isNeedless()).isFalse();
        assertThat(new KerberosLogin(own, LINUX).isNeedless()).isFalse();
        assertThat(new KerberosLogin(own, WINDOWS).hint().orElse("")).contains(OwnCredentials.OPTIONS);
        assertThat(new KerberosLogin(own, LINUX).hint().orElse("")).contains("klist");
    }

    private Optional<DirectorySettings> read(Optional<Path> keytab, String... namesAndValues) {
        Map<String, String> attributes = new HashMap<>(Map.of("servers", "dc1.corp.example.com", "bind", "gssapi"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Corp.read("corp", attributes, problems, keytab);
    }
}
