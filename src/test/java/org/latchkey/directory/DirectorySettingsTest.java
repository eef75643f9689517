package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

class DirectorySettingsTest {

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void readWhenOnlyTheDomainIsGivenThenTheDefaults() {
        DirectorySettings settings =
                read("servers", "", "domain", "corp.example.com.").orElseThrow();

        assertThat(problems).isEmpty();
        assertThat(settings.domain()).isEqualTo("corp.example.com");
        assertThat(settings.servers()).isEmpty();
        assertThat(settings.tls()).isEqualTo(Tls.LDAPS);
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.base()).isEmpty();
        assertThat(settings.netbiosName()).isEmpty();
    }

    @Test
    void readWhenServersAreWrittenInEachFormThenTheirAddressesInOrder() {
        DirectorySettings settings = read(
                        "servers",
                        "dc1.corp.example.com  DC2:1636\n ldaps://dc_3/ LDAPS://10.0.0.4:636 [2001:db8::5]:636 dc1.corp.example.com:636")
                .orElseThrow();

        assertThat(settings.servers())
                .extracting(Controller::url)
                .containsExactly(
                        "ldaps://dc1.corp.example.com:636",
                        "ldaps://dc2:1636",
                        "ldaps://dc_3:636",
                        "ldaps://10.0.0.4:636",
                        "ldaps://[2001:db8::5]:636");
    }

    @Test
    void readWhenStartTlsThenThePlainPort() {
        assertThat(read("servers", "dc1 ldap://dc2", "tls", "StartTLS")
                        .orElseThrow()
                        .servers())
                .extracting(Controller::url)
                .containsExactly("ldap://dc1:389", "ldap://dc2:389");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ldaps, ldap://dc1",
        "starttls, ldaps://dc1",
        "none, ldaps://dc1",
        "ldaps, dc1:389",
        "ldaps, dc1:3268",
        "starttls, dc1:636",
        "none, dc1:3269"
    })
    void readWhenServerAndTlsContradictThenAProblem(String tls, String server) {
        assertThat(read("tls", tls, "servers", server)).isEmpty();

        assertThat(errors()).singleElement().satisfies(problem -> {
            assertThat(problem.attribute()).isEqualTo("servers");
            assertThat(problem.seen()).isEqualTo(server);
            assertThat(problem.expected()).startsWith("contradicts tls");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dc1:",
                "dc1:0",
                "dc1:65536",
                "dc1:999999",
                "dc1:ldaps",
                ":636",
                "http://dc1",
                "ldaps://",
                "ldaps://dc1/DC=corp",
                "ldaps://user@dc1",
                "2001:db8::5",
                "dc1,dc2",
                "ldaps:dc1",
                "dc1?x",
                "dc/1"
            })
    void readWhenAServerIsNoAddressThenAProblemWithTheForm(String server) {
        assertThat(read("servers", server)).isEmpty();
        assertThat(errors())
                .singleElement()
                .satisfies(problem -> assertThat(problem.attribute()).isEqualTo("servers"));
    }

    @Test
    void readWhenNeitherDomainNorServersThenAProblem() {
        assertThat(read("servers", "")).isEmpty();
        assertThat(errors())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).contains("domain, or servers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "svc-latchkey", "\\svc", "@corp.example.com"})
    void readWhenTheAccountIsMissingOrBareThenAProblem(String account) {
        assertThat(read("account", account)).isEmpty();
        assertThat(errors())
                .singleElement()
                .satisfies(problem -> assertThat(problem.attribute()).isEqualTo("account"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORP\\svc", "svc@corp.example.com", "CN=svc,DC=corp,DC=example,DC=com"})
    void readWhenTheAccountHasAnyFormThatControllersTakeThenFine(String account) {
        assertThat(read("account", account)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "domain, corp example",
        "domain, https://corp.example.com",
        "netbiosName, corp.example.com",
        "netbiosName, SIXTEENCHARACTER",
        "base, corp.example.com",
        "tls, tls",
        "connectTimeout, 2",
        "readTimeout, 2m"
    })
    void readWhenAValueHasAnotherFormThenAProblem(String attribute, String value) {
        assertThat(read(attribute, value)).isEmpty();
        assertThat(errors()).singleElement().satisfies(problem -> {
            assertThat(problem.attribute()).isEqualTo(attribute);
            assertThat(problem.seen()).isEqualTo(value);
        });
    }

    @Test
    void readWhenThereIsNoTlsThenAWarning() {
        assertThat(read("tls", "none")).isPresent();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.expected()).contains("unprotected");
        });
    }

    @Test
    void readWhenTheTrustFileHoldsNoCertificateThenAProblem(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "no certificate here\n");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        for (Path file : List.of(empty, broken, folder.resolve("missing.pem"))) {
            problems.clear();
            assertThat(read("trustFile", file.toString())).isEmpty();
            assertThat(errors())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.attribute()).isEqualTo("trustFile"));
        }
    }

    @Test
    void readWhenATrustFileMeetsNoTlsThenAProblem(@TempDir Path folder) {
        assertThat(read("tls", "none", "trustFile", folder.resolve("ca.pem").toString()))
                .isEmpty();
        assertThat(errors())
                .anySatisfy(problem -> assertThat(problem.expected()).contains("contradicts tls"));
    }

    @Test
    void readWhenTheNameIsUnknownThenTheNearestOne() {
        assertThat(read("server", "dc1")).isEmpty();
        assertThat(errors())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).contains("\"servers\""));
    }

    @Test
    void toStringThenThePasswordIsNotInIt() {
        assertThat(read("password", "s3cret-words").orElseThrow().toString()).doesNotContain("s3cret-words");
    }

    private Optional<DirectorySettings> read(String... namesAndValues) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("servers", "dc1.corp.example.com");
        attributes.put("account", "svc@corp.example.com");
        attributes.put("password", "secret");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Corp.read(attributes, problems);
    }

    private List<Problem> errors() {
        return problems.stream().filter(Problem::isError).toList();
    }
}
