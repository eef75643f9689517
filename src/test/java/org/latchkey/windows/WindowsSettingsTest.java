package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;

final class WindowsSettingsTest {

    private static final String SERVICE = "HTTP/sso.corp.example.com@CORP.EXAMPLE.COM";

    private final Problems problems = new Problems();

    @TempDir
    Path directory;

    private Optional<WindowsSettings> read(boolean onWindows, Map<String, String> attributes) {
        Settings settings = new Settings(WindowsSettings.RESOURCE, attributes);
        return WindowsSettings.read(new SettingsReader(settings, problems, WindowsSettings.ATTRIBUTES), onWindows);
    }

    private List<String> found() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    private String keytab(String principal, int encryption) throws Exception {
        return Files.write(directory.resolve("http.keytab"), Keytabs.of(principal, 3, encryption))
                .toString();
    }

    @Test
    void settingsWhenAbsentThenWaffleOnWindowsAndTheFormElsewhere() {
        WindowsSettings onWindows = read(true, Map.of()).orElseThrow();
        WindowsSettings elsewhere = read(false, Map.of()).orElseThrow();

        assertThat(onWindows.provider()).isEqualTo(WindowsSettings.Provider.WAFFLE);
        assertThat(elsewhere.provider()).isEqualTo(WindowsSettings.Provider.OFF);
        assertThat(onWindows.schemes()).containsExactlyInAnyOrder(Scheme.NEGOTIATE, Scheme.NTLM);
        assertThat(onWindows.passwordForm()).isTrue();
        assertThat(onWindows.networks().contains("203.0.113.7")).isTrue();
        assertThat(onWindows.networks().contains("2001:db8::7")).isTrue();
        assertThat(found()).isEmpty();
    }

    @Test
    void providerWhenAutoWithAKeytabThenKerberosOffWindows() throws Exception {
        Map<String, String> attributes = Map.of("keytab", keytab(SERVICE, 18));

        assertThat(read(false, attributes).orElseThrow().provider()).isEqualTo(WindowsSettings.Provider.KERBEROS);
        assertThat(read(true, attributes).orElseThrow().provider()).isEqualTo(WindowsSettings.Provider.WAFFLE);
    }

    @Test
    void ntlmWhenKerberosChecksThenNotTaken() throws Exception {
        WindowsSettings settings = read(false, Map.of("keytab", keytab(SERVICE, 18), "servicePrincipal", SERVICE))
                .orElseThrow();

        assertThat(settings.takesNtlm()).isFalse();
        assertThat(read(true, Map.of("protocols", "negotiate")).orElseThrow().takesNtlm())
                .isFalse();
        assertThat(read(true, Map.of()).orElseThrow().takesNtlm()).isTrue();
    }

    @Test
    void waffleWhenNotOnWindowsThenAProblem() {
        assertThat(read(false, Map.of("provider", "waffle"))).isEmpty();
        assertThat(found()).singleElement().asString().contains("provider: is \"waffle\", works on Windows only");
    }

    @Test
    void providerWhenMisspeltThenTheNearestWordIsTold() {
        assertThat(read(true, Map.of("provider", "kerberus"))).isEmpty();
        assertThat(found()).singleElement().asString().contains("did you mean \"kerberos\"?");
    }

    @Test
    void kerberosWhenWithoutKeytabThenAProblem() {
        assertThat(read(true, Map.of("provider", "kerberos"))).isEmpty();
        assertThat(found()).singleElement().asString().contains("keytab: the Kerberos provider needs one");
    }

    @Test
    void kerberosWhenOnlyNtlmThenAProblem() throws Exception {
        assertThat(read(false, Map.of("provider", "kerberos", "keytab", keytab(SERVICE, 18), "protocols", "NTLM")))
                .isEmpty();
        assertThat(found()).singleElement().asString().contains("only a Windows server can check NTLM");
    }

    @Test
    void keytabWhenItCannotBeReadThenAProblem() throws Exception {
        Path none = directory.resolve("none.keytab");
        Path text = Files.writeString(directory.resolve("text"), "not a keytab");

        assertThat(read(false, Map.of("keytab", none.toString()))).isEmpty();
        assertThat(read(false, Map.of("keytab", text.toString()))).isEmpty();
        assertThat(found()).hasSize(2);
        assertThat(found().get(0)).contains("cannot be read by the account that Tomcat runs as: NoSuchFileException");
        assertThat(found().get(1)).contains("is not a keytab of version 2");
    }

    @Test
    void servicePrincipalWhenNotInTheKeytabThenItsPrincipalsAreListed() throws Exception {
        String other = "HTTP/SSO.corp.example.com@CORP.EXAMPLE.COM";

        assertThat(read(false, Map.of("keytab", keytab(other, 18), "servicePrincipal", SERVICE)))
                .isEmpty();
        assertThat(found()).singleElement().asString().contains("the keytab holds " + other + " kvno 3");
    }

    @Test
    void servicePrincipalWhenItsKeysAreOldThenAWarning() throws Exception {
        assertThat(read(false, Map.of("keytab", keytab(SERVICE, 23), "servicePrincipal", SERVICE)))
                .isPresent();
        assertThat(found()).singleElement().asString().startsWith("WARNING").contains("no AES key");
    }

    @Test
    void servicePrincipalWhenOfAnotherFormThenAProblem() throws Exception {
        for (String text : List.of("sso.corp.example.com", "HTTP/sso", "host/sso@CORP", "HTTP/a/b@C", "HTTP@sso")) {
            assertThat(read(false, Map.of("keytab", keytab(SERVICE, 18), "servicePrincipal", text)))
                    .as(text)
                    .isEmpty();
        }
        assertThat(found()).hasSize(5).allMatch(problem -> problem.contains("expected HTTP/host@REALM"));
    }

    @Test
    void networksWhenOneIsWrongThenTheFormIsTold() {
        assertThat(read(true, Map.of("networks", "10.0.0.0/8 10.0.0.0/99"))).isEmpty();
        assertThat(found()).singleElement().asString().contains("expected networks in CIDR notation");
    }

    @Test
    void formWhenOffWithoutAProviderThenNobodyCouldSignIn() {
        assertThat(read(true, Map.of("passwordForm", "off"))).isPresent();
        assertThat(read(false, Map.of("passwordForm", "off"))).isEmpty();
        assertThat(read(true, Map.of("passwordForm", "off", "provider", "off"))).isEmpty();
        assertThat(found()).hasSize(2).allMatch(problem -> problem.contains("nobody could sign in"));
    }

    @Test
    void protocolsWhenUnknownThenAProblem() {
        assertThat(read(true, Map.of("protocols", "Negotiate,Basic"))).isEmpty();
        assertThat(found()).singleElement().asString().contains("protocols: is \"Basic\"");
    }
}
