package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoParts;
import org.latchkey.directory.ServiceHolder;
import org.latchkey.http.Networks;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.windows.Scheme;
import org.latchkey.windows.WindowsSettings;

/** Whether browsers can get a ticket that this server can read. */
final class ServiceNameCheckTest {

    private static ServiceHolder holder(String account, long version, long types) {
        return new ServiceHolder(account, "CN=" + account, OptionalLong.of(version), OptionalLong.of(types));
    }

    private static WindowsSettings kerberos(String principal) {
        return settings(WindowsSettings.Provider.KERBEROS, principal);
    }

    private static WindowsSettings settings(WindowsSettings.Provider provider, String principal) {
        return new WindowsSettings(
                provider,
                Set.of(Scheme.NEGOTIATE),
                Optional.of(DemoParts.kdc().keytab()),
                Optional.of(principal),
                Networks.of(List.of()),
                true);
    }

    private static List<Finding> findings(WindowsSettings.Provider provider, Map<String, List<ServiceHolder>> names) {
        return findings(provider, names, new ProcessAccount("svc-tomcat", "SSO1"));
    }

    private static List<Finding> findings(
            WindowsSettings.Provider provider, Map<String, List<ServiceHolder>> names, ProcessAccount process) {
        WindowsSettings windows = settings(provider, "HTTP/localhost@CORP.EXAMPLE.COM");
        return new ServiceNameCheck(
                        Optional.of(URI.create("https://localhost/latchkey")),
                        Optional.of(windows),
                        Optional.of(name -> names.getOrDefault(name, List.of())),
                        process)
                .findings();
    }

    private static Finding first(WindowsSettings.Provider provider, Map<String, List<ServiceHolder>> names) {
        return findings(provider, names).get(0);
    }

    @Test
    void findingsWhenNobodyHasTheNameThenAnErrorWithTheCommand() {
        Finding finding = first(WindowsSettings.Provider.WAFFLE, Map.of());

        assertThat(finding.state()).isEqualTo(State.ERROR);
        assertThat(finding.remedy()).contains("setspn -S HTTP/localhost");
    }

    private static Finding ofWaffle(String name, String holder, ProcessAccount process) {
        return findings(WindowsSettings.Provider.WAFFLE, Map.of(name, List.of(holder(holder, 2, 24))), process)
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({"SYSTEM,SSO1", "SYSTEM,''", "NETWORK SERVICE,SSO1", "Netzwerkdienst,SSO1", "SSO1$,SSO1", "sso1$,''"})
    void findingsWhenOnlyTheComputerAnswersToItAndTomcatIsTheComputerThenANote(String user, String computer) {
        assertThat(ofWaffle("HOST/localhost", "SSO1$", new ProcessAccount(user, computer))
                        .state())
                .isEqualTo(State.NOTE);
    }

    @ParameterizedTest
    @CsvSource({"svc-tomcat,SSO1,svc-tomcat", "gmsa-latchkey$,SSO1,gmsa-latchkey$", "SYSTEM,SSO2,SSO2$"})
    void findingsWhenOnlyAComputerAnswersToItAndTomcatIsAnotherThenAWarningWithTheCommand(
            String user, String computer, String registered) {
        Finding finding = ofWaffle("HOST/localhost", "SSO1$", new ProcessAccount(user, computer));

        assertThat(finding.state()).isEqualTo(State.WARNING);
        assertThat(finding.text()).contains("for the computer SSO1$", "Tomcat runs as " + user);
        assertThat(finding.remedy()).isEqualTo("setspn -S HTTP/localhost " + registered);
    }

    @ParameterizedTest
    @CsvSource({
        "gmsa-latchkey$, gmsa-latchkey$, SSO1, FINE",
        "SSO1$,          SSO1$,          SSO1, FINE",
        "SSO1$,          SYSTEM,         SSO1, FINE",
        "SSO1$,          SYSTEM,         '',   FINE",
        "SSO1$,          svc-tomcat,     SSO1, WARNING",
        "SSO1$,          gmsa-latchkey$, SSO1, WARNING",
        "SSO2$,          SYSTEM,         SSO1, WARNING",
        "SSO2$,          SSO1$,          SSO1, WARNING",
        "gmsa-other$,    gmsa-latchkey$, SSO1, WARNING",
        "gmsa-latchkey$, svc-tomcat,     SSO1, WARNING",
        "svc-tomcat,     SYSTEM,         SSO1, WARNING",
        "svc-tomcat,     SYSTEM,         '',   WARNING",
    })
    void findingsWhenItIsOnAnAccountThenFineOnlyIfTomcatRunsAsThat(
            String holder, String user, String computer, State state) {
        assertThat(ofWaffle("HTTP/localhost", holder, new ProcessAccount(user, computer))
                        .state())
                .isEqualTo(state);
    }

    @Test
    void findingsWhenItIsOnTheComputerAndTomcatMayBeAVirtualAccountThenThatIsSaid() {
        assertThat(ofWaffle("HTTP/localhost", "SSO1$", new ProcessAccount("Tomcat10", "SSO1"))
                        .text())
                .contains("virtual account (NT SERVICE)");
    }

    @Test
    void findingsWhenTwoHaveItThenAnErrorThatNamesBoth() {
        Finding finding = first(
                WindowsSettings.Provider.WAFFLE,
                Map.of("HTTP/localhost", List.of(holder("svc-tomcat", 2, 24), holder("svc-old", 2, 24))));

        assertThat(finding.state()).isEqualTo(State.ERROR);
        assertThat(finding.text()).contains("svc-tomcat, svc-old");
        assertThat(finding.remedy()).contains("setspn -D");
    }

    @Test
    void findingsWhenItIsOnAnotherAccountThanTomcatsThenAWarning() {
        assertThat(first(WindowsSettings.Provider.WAFFLE, Map.of("HTTP/localhost", List.of(holder("svc-old", 2, 24))))
                        .state())
                .isEqualTo(State.WARNING);
        assertThat(first(
                                WindowsSettings.Provider.WAFFLE,
                                Map.of("HTTP/localhost", List.of(holder("SVC-Tomcat", 2, 24))))
                        .state())
                .isEqualTo(State.FINE);
    }

    /** {@code -S} stops where another account has the name. */
    @Test
    void findingsWhenTheNameHasToMoveThenItIsTakenFromTheOtherFirst() {
        assertThat(ofWaffle("HTTP/localhost", "svc-old", new ProcessAccount("svc-tomcat", "SSO1"))
                        .remedy())
                .contains("setspn -D HTTP/localhost svc-old, then setspn -S HTTP/localhost svc-tomcat", "klist purge");
    }

    @Test
    void findingsWhenTheKeytabIsOlderThanThePasswordThenExportAgain() {
        List<Finding> findings =
                findings(WindowsSettings.Provider.KERBEROS, Map.of("HTTP/localhost", List.of(holder("svc", 4711, 4))));

        assertThat(findings).hasSize(2);
        assertThat(findings.get(1).state()).isEqualTo(State.WARNING);
        assertThat(findings.get(1).remedy()).contains("version 4711", "msDS-SupportedEncryptionTypes is 4");
    }

    @ParameterizedTest
    @CsvSource({
        "svc-latchkey, ,   WARNING, not set",
        "svc-latchkey, 0,  WARNING, not set",
        "svc-latchkey, 4,  WARNING, msDS-SupportedEncryptionTypes is 4",
        "svc-latchkey, 24, FINE,    ''",
        "SSO1$,        ,   FINE,    ''",
        "SSO1$,        28, FINE,    ''"
    })
    void findingsWhenTicketsOfTheAccountMayBeRc4ThenAWarningWithWhatToSet(
            String account, Long types, State state, String told) {
        ServiceHolder holder = new ServiceHolder(
                account,
                "CN=" + account,
                OptionalLong.empty(),
                types == null ? OptionalLong.empty() : OptionalLong.of(types));
        Finding keytab = findings(WindowsSettings.Provider.KERBEROS, Map.of("HTTP/localhost", List.of(holder)))
                .get(1);

        assertThat(keytab.state()).isEqualTo(state);
        assertThat(keytab.remedy()).contains(told);
        if (state == State.WARNING) {
            assertThat(keytab.remedy()).contains("24 (AES)", "password again", "export the keytab anew");
        }
    }

    @ParameterizedTest
    @CsvSource({"SSO1, true", "'', false", "LOCALHOST, false"})
    void findingsWhenPublicUrlNamesAnAliasOfThisWindowsServerThenTheLoopbackCheckIsTold(String computer, boolean told) {
        List<Finding> findings = findings(
                WindowsSettings.Provider.WAFFLE,
                Map.of("HTTP/localhost", List.of(holder("svc-tomcat", 2, 24))),
                new ProcessAccount("svc-tomcat", computer));

        assertThat(findings.stream()
                        .filter(finding -> finding.subject().equals("Loopback check"))
                        .map(Finding::state))
                .isEqualTo(told ? List.of(State.NOTE) : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "sso1.corp.example.com, SSO1, true",
        "averylongservername.corp, AVERYLONGSERVER, true",
        "sso, SSO1, false"
    })
    void isCalledThenByTheFirstLabelAsNetBiosKeepsIt(String host, String computer, boolean called) {
        assertThat(new ProcessAccount("svc", computer).isCalled(host)).isEqualTo(called);
    }

    @Test
    void findingsWhenWindowsSignInIsOffThenANoteOnly() {
        assertThat(findings(WindowsSettings.Provider.OFF, Map.of()))
                .extracting(Finding::state)
                .containsExactly(State.NOTE);
    }

    /** The keys that a keytab has of a name are another question than for whom it is. */
    @Test
    void findingsWhenTheKeytabIsOfAnotherHostThenWhichBrowsersAskFor() {
        WindowsSettings foreign = kerberos("HTTP/localhost@CORP.EXAMPLE.COM");
        List<Finding> findings = new ServiceNameCheck(
                        Optional.of(URI.create("https://sso.corp.example.com/latchkey")),
                        Optional.of(foreign),
                        Optional.of(name -> List.of(holder("svc", 1, 24))),
                        new ProcessAccount("svc-tomcat", "SSO1"))
                .findings();

        assertThat(findings.get(1).state()).isEqualTo(State.WARNING);
        assertThat(findings.get(1).text()).contains("HTTP/localhost@", "HTTP/sso.corp.example.com");
    }
}
