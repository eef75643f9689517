package org.latchkey.hmac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.application.MailAddress;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.http.QueryString;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;

class HmacApplicationTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1700000000), ZoneOffset.UTC);
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final Problems problems = new Problems();

    @TempDir
    private Path dir;

    private Optional<HmacApplication> read(Map<String, String> more) {
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "protocol", "hmac", "portal", "https://acme.freshdesk.com https://it.acme.com:8443", "secret", SECRET));
        attributes.putAll(more);
        attributes.values().removeIf(String::isEmpty);
        Settings settings = new Settings("latchkey/app/desk", attributes);
        return HmacApplication.read(new SettingsReader(settings, problems, HmacApplication.ATTRIBUTES), "desk");
    }

    private static DirectoryUser user(Map<String, List<String>> attributes) {
        AccountName account = AccountName.ofWindows("CORP\\zoe");
        return new DirectoryUser(account, "CN=Zoë,DC=corp", new UUID(1, 2), AccountState.ACTIVE, attributes);
    }

    private static HmacRequest request(String query) {
        return HmacRequest.parse(QueryString.parse(query));
    }

    private String link(HmacApplication application, Map<String, List<String>> attributes) {
        DirectoryUser user = user(attributes);
        MailAddress mail = application.application().mailOf(user);
        return application
                .linkFor(user, mail, application.portals().get(0), Optional.empty(), CLOCK)
                .parameters();
    }

    @Test
    void linkForWhenDefaultsThenDisplayNameMailAndNewestFormula() {
        assertThat(link(
                        read(Map.of()).orElseThrow(),
                        Map.of("displayName", List.of(" Zoë Müller "), "mail", List.of("zoe.mueller@corp.example"))))
                .endsWith("&hash=4f65e9a2be0990d2db48c80142094bec");
    }

    @Test
    void linkForWhenNoNameThenTheAccount() {
        assertThat(link(read(Map.of()).orElseThrow(), Map.of("mail", List.of("z@corp.example"))))
                .startsWith("name=zoe&");
    }

    @Test
    void linkForWhenPhoneAndCompanyThenSentWherePresent() {
        HmacApplication application =
                read(Map.of("phone", "telephoneNumber", "company", "company")).orElseThrow();

        assertThat(link(
                        application,
                        Map.of("mail", List.of("z@x"), "telephoneNumber", List.of("1"), "company", List.of("Acme"))))
                .endsWith("&phone=1&company=Acme");
        assertThat(link(application, Map.of("mail", List.of("z@x")))).doesNotContain("phone", "company");
    }

    @Test
    void linkForWhenMailIsMissingThenRefused() {
        HmacApplication application = read(Map.of()).orElseThrow();

        assertThat(Refused.by(() -> link(application, Map.of("displayName", List.of("Zoë"))))
                        .reason())
                .isEqualTo(Reason.MAIL_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë\nMüller", "Zoë\u0000", "a\tb", "a\u007fb"})
    void linkForWhenControlCharacterThenRefused(String name) {
        HmacApplication application = read(Map.of()).orElseThrow();

        assertThat(Refused.by(() ->
                                link(application, Map.of("displayName", List.of(name + "x"), "mail", List.of("z@x"))))
                        .reason())
                .isEqualTo(Reason.ATTRIBUTE_UNUSABLE);
    }

    @Test
    void portalWhenHostIsAbsentThenFirst() {
        HmacApplication application = read(Map.of()).orElseThrow();

        assertThat(application.portal(request("")).host()).isEqualTo("acme.freshdesk.com");
        assertThat(application.portal(request("host_url=")).host()).isEqualTo("acme.freshdesk.com");
    }

    @Test
    void portalWhenHostIsConfiguredThenThatOne() {
        HmacApplication application = read(Map.of()).orElseThrow();

        assertThat(application.portal(request("host_url=IT.acme.com:8443")).toString())
                .isEqualTo("https://it.acme.com:8443");
        assertThat(application
                        .portal(request("redirect_to=https://it.acme.com:8443/a"))
                        .host())
                .isEqualTo("it.acme.com:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "https://acme.freshdesk.com",
                "acme.freshdesk.com.evil.example",
                "acme.freshdesk.com/",
                "acme.freshdesk.com.",
                "acme.freshdesk.com:",
                "acme.freshdesk.com:443",
                "acme.freshdesk.com%00",
                "evil.example%23acme.freshdesk.com",
                "it.acme.com",
                "acme.freshdesk.com%40evil.example"
            })
    void portalWhenHostIsForeignThenRefused(String host) {
        HmacApplication application = read(Map.of()).orElseThrow();

        assertThat(Refused.by(() -> application.portal(request("host_url=" + host)))
                        .reason())
                .isEqualTo(Reason.HOST_URL_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://acme.freshdesk.com@evil.example/",
                "https://acme.freshdesk.com.evil.example/",
                "http://acme.freshdesk.com/",
                "//acme.freshdesk.com/",
                "/tickets",
                "javascript:alert(1)",
                "https:acme.freshdesk.com",
                "https:\\\\acme.freshdesk.com/",
                "https://acme.freshdesk.com:444/",
                "https://it.acme.com:8443/",
                "https://acme.freshdesk.com\\@evil.example/",
                " https://acme.freshdesk.com/",
                "https://acme.freshdesk.com./",
                "https://acme.freshdesk.com:/",
                "https://acme.freshdesk.com:443/",
                "https://acme.freshdesk.com%2f@evil.example/",
                "https://acme.freshdesk.com%2F.evil.example/",
                ""
            })
    void requireOwnWhenAddressIsOfAnotherSiteThenRefused(String redirectTo) {
        HmacApplication application = read(Map.of()).orElseThrow();
        HmacRequest request = new HmacRequest(Optional.empty(), Optional.of(redirectTo));

        assertThat(Refused.by(() -> application.requireOwn(application.portals().get(0), request))
                        .reason())
                .isEqualTo(Reason.REDIRECT_TO_UNKNOWN);
    }

    @Test
    void requireOwnWhenAddressIsOfThePortalThenAsItIs() {
        HmacApplication application = read(Map.of()).orElseThrow();
        String page = "https://Acme.freshdesk.com/a?b=c#d";

        assertThat(application.requireOwn(
                        application.portals().get(0), new HmacRequest(Optional.empty(), Optional.of(page))))
                .contains(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.freshdesk.com:443",
                "https://acme.freshdesk.com:443/",
                "https://Acme.Freshdesk.com:443"
            })
    void readWhenPortalNamesThePortThatItsSchemeTellsThenWithoutIt(String portal) throws IOException {
        Path file = Files.writeString(dir.resolve("own"), "another");
        HmacApplication application = read(Map.of("portal", portal, "portalSecrets", "acme.freshdesk.com:443=" + file))
                .orElseThrow();
        Portal found = application.portal(request("host_url=acme.freshdesk.com"));

        assertThat(found.secret().get().reveal()).isEqualTo("another");
        assertThat(application.requireOwn(
                        found, new HmacRequest(Optional.empty(), Optional.of("https://acme.freshdesk.com/a"))))
                .isPresent();
        assertThat(found.loginAddress().toString()).isEqualToIgnoringCase("https://acme.freshdesk.com/login/sso");
    }

    @Test
    void readWhenPortalHasLettersBeyondAsciiThenTheProblemNamesTheFormToWrite() {
        assertThat(read(Map.of("portal", "https://hilfe.müller.example"))).isEmpty();
        assertThat(problems.list()).singleElement().asString().contains("portal", "xn--");
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET + " ", "\t" + SECRET + " \t\r\n", SECRET + "\u2003\nsecond line"})
    void readWhenASecretHasBlanksAtItsEndsThenWithoutThem(String content) throws IOException {
        String file = Files.writeString(dir.resolve("secret"), content).toString();
        HmacApplication application = read(Map.of(
                        "secret", "", "secretFile", file, "portalSecrets", "it.acme.com:8443=" + file))
                .orElseThrow();

        assertThat(application.portals())
                .allSatisfy(portal -> assertThat(portal.secret().get().reveal()).isEqualTo(SECRET));
        assertThat(application.secretLengths())
                .containsExactly(Map.entry("acme.freshdesk.com", 32), Map.entry("it.acme.com:8443", 32));
    }

    @Test
    void readWhenASecretFileHoldsOnlyBlanksThenEmpty() throws IOException {
        String file = Files.writeString(dir.resolve("secret"), "  \t\n").toString();

        assertThat(read(Map.of("secret", "", "secretFile", file))).isEmpty();
        assertThat(problems.list()).singleElement().asString().contains("secretFile", "is empty");
    }

    @Test
    void readWhenPortalHasItsOwnSecretThenThatOne() throws IOException {
        Path file = Files.writeString(dir.resolve("it"), "another\r\n");
        HmacApplication application =
                read(Map.of("portalSecrets", "it.acme.com:8443=" + file)).orElseThrow();

        assertThat(application.portals().get(0).secret().get().reveal()).isEqualTo(SECRET);
        assertThat(application.portals().get(1).secret().get().reveal()).isEqualTo("another");
        assertThat(application.toString()).doesNotContain(SECRET, "another");
    }

    @Test
    void readWhenPortalSecretIsOfNoPortalThenProblem() throws IOException {
        Path file = Files.writeString(dir.resolve("it"), "another");

        assertThat(read(Map.of("portalSecrets", "other.acme.com=" + file))).isEmpty();
        assertThat(problems.list()).singleElement().asString().contains("portalSecrets", "other.acme.com", "portal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://acme.freshdesk.com/login/sso", "acme.freshdesk.com", "https://acme.freshdesk.com/?a"})
    void readWhenPortalIsNoBareAddressThenProblem(String portal) {
        assertThat(read(Map.of("portal", portal))).isEmpty();
        assertThat(problems.list()).singleElement().asString().contains("portal", portal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name-email-timestamp", "name-email"})
    void readWhenFormulaIsNotSafeThenLoudWarning(String formula) {
        assertThat(read(Map.of("formula", formula))).isPresent();
        assertThat(problems.list())
                .singleElement()
                .matches(problem -> problem.severity() == Problem.Severity.WARNING)
                .asString()
                .contains("not safe");
    }

    @Test
    void readWhenSecretIsMissingThenProblem() {
        assertThat(read(Map.of("secret", ""))).isEmpty();
    }

    @Test
    void readWhenSecretFileIsMissingThenProblem() {
        String none = dir.resolve("none").toString();

        assertThat(read(Map.of("secret", "", "secretFile", none))).isEmpty();
        assertThat(problems.list()).singleElement().asString().contains("secretFile", none);
    }
}
