package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
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

    private static List<Finding> findings(WindowsSettings.Provider provider, Map<String, List<ServiceHolder>> names) {
        WindowsSettings windows = new WindowsSettings(
                provider,
                Set.of(Scheme.NEGOTIATE),
                Optional.of(DemoParts.kdc().keytab()),
                Optional.of("HTTP/localhost@CORP.EXAMPLE.COM"),
                Networks.of(List.of()),
                true);
        return new ServiceNameCheck(
                        Optional.of(URI.create("https://localhost/latchkey")),
                        Optional.of(windows),
                        Optional.of(name -> names.getOrDefault(name, List.of())),
                        "svc-tomcat")
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

    @Test
    void findingsWhenOnlyTheComputerAnswersToItThenANote() {
        assertThat(first(WindowsSettings.Provider.WAFFLE, Map.of("HOST/localhost", List.of(holder("SSO1$", 2, 24))))
                        .state())
                .isEqualTo(State.NOTE);
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

    @Test
    void findingsWhenTheKeytabIsOlderThanThePasswordThenExportAgain() {
        List<Finding> findings =
                findings(WindowsSettings.Provider.KERBEROS, Map.of("HTTP/localhost", List.of(holder("svc", 4711, 4))));

        assertThat(findings).hasSize(2);
        assertThat(findings.get(1).state()).isEqualTo(State.WARNING);
        assertThat(findings.get(1).remedy()).contains("version 4711", "msDS-SupportedEncryptionTypes is 4");
    }
}
