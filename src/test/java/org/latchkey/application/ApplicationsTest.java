package org.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.http.Refused;
import org.latchkey.http.StandInRequest;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** What all mechanisms' applications have in common. */
final class ApplicationsTest {

    private final Problems problems = new Problems();

    private Application read(Map<String, String> attributes) {
        Settings settings = new Settings("latchkey/app/helpdesk", attributes);
        return Application.read(new SettingsReader(settings, problems, Application.ATTRIBUTES), "helpdesk");
    }

    private static DirectoryUser user(Map<String, List<String>> attributes) {
        return new DirectoryUser(
                AccountName.ofWindows("CORP\\ada"), "CN=Ada", new UUID(1, 2), AccountState.ACTIVE, attributes);
    }

    @Test
    void requireWhenKnownThenThatApplication() {
        assertThat(new Applications<>(Map.of("a", Optional.of("one"))).require("a"))
                .isEqualTo("one");
    }

    @Test
    void requireWhenUnknownThenRefused() {
        Applications<String> applications = new Applications<>(Map.of("a", Optional.of("one")));

        assertThat(Refused.by(() -> applications.require("A")).reason()).isEqualTo(Reason.APPLICATION_UNKNOWN);
        assertThat(Refused.by(() -> applications.require("")).reason()).isEqualTo(Reason.APPLICATION_UNKNOWN);
    }

    @Test
    void requireWhenItsConfigurationHasErrorsThenRefusedAndTheOthersWork() {
        Applications<String> applications = new Applications<>(Map.of("a", Optional.of("one"), "b", Optional.empty()));

        assertThat(Refused.by(() -> applications.require("b")).reason()).isEqualTo(Reason.APPLICATION_BROKEN);
        assertThat(applications.require("a")).isEqualTo("one");
    }

    @Test
    void requireWhenTheOriginalMapChangesThenAsBefore() {
        Map<String, Optional<String>> original = new HashMap<>(Map.of("a", Optional.of("one")));
        Applications<String> applications = new Applications<>(original);

        original.clear();

        assertThat(applications.require("a")).isEqualTo("one");
    }

    @Test
    void readWhenOnlyNamedThenItsIdIsItsTitleAndMailIsMail() {
        Application application = read(Map.of("protocol", "jwt"));

        assertThat(application)
                .isEqualTo(new Application(
                        "helpdesk", "helpdesk", Optional.empty(), List.of("mail"), AccessRule.EVERYBODY));
        assertThat(application.startTarget()).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void readWhenEverythingIsSetThenThat() {
        Application application = read(Map.of(
                "title",
                "IT Service Desk",
                "startUrl",
                "https://acme.freshservice.com/",
                "mail",
                "mail, proxyAddresses"));

        assertThat(application.title()).isEqualTo("IT Service Desk");
        assertThat(application.start()).contains(URI.create("https://acme.freshservice.com/"));
        assertThat(application.startTarget()).map(Target::toString).contains("https://acme.freshservice.com/");
        assertThat(application.mail()).containsExactly("mail", "proxyAddresses");
    }

    @Test
    void readWhenTheStartAddressIsMalformedThenProblem() {
        assertThat(read(Map.of("startUrl", "acme.freshservice.com")).start()).isEmpty();
        assertThat(problems.list())
                .singleElement()
                .extracting(Problem::attribute)
                .isEqualTo("startUrl");
    }

    @Test
    void startAgainWhenTheApplicationHasAStartThenThatForThisRequestOnly() {
        HttpServletRequest request = StandInRequest.get("/").request();
        StartAgain.at(request, read(Map.of("startUrl", "https://acme.freshservice.com/")));

        assertThat(StartAgain.of(request)).contains("https://acme.freshservice.com/");
        assertThat(StartAgain.of(StandInRequest.get("/").request())).isEmpty();
    }

    @Test
    void startAgainWhenTheApplicationHasNoStartThenNowhere() {
        HttpServletRequest request = StandInRequest.get("/").request();
        StartAgain.at(request, read(Map.of()));

        assertThat(StartAgain.of(request)).isEmpty();
    }

    @Test
    void mailOfWhenThereIsAChainThenTheFirstAttributeThatHasAValue() {
        Application application = read(Map.of("mail", "mail, extensionAttribute1, userPrincipalName"));

        assertThat(application.mailOf(user(Map.of(
                        "mail", List.of(" "),
                        "extensionattribute1", List.of("", " ada@acme.example "),
                        "userPrincipalName", List.of("ada@corp.example")))))
                .isEqualTo(new MailAddress("ada@acme.example", "extensionAttribute1"));
        assertThat(application.mailOf(user(Map.of("MAIL", List.of("ada@corp.example", "second@corp.example")))))
                .isEqualTo(new MailAddress("ada@corp.example", "mail"));
    }

    @Test
    void mailOfWhenNoneHasAValueThenRefusedWithTheNamesOfTheAttributes() {
        Application application = read(Map.of("mail", "mail, proxyAddresses"));
        Refusal refusal = Refused.by(() -> application.mailOf(user(Map.of("mail", List.of()))));

        assertThat(refusal.reason()).isEqualTo(Reason.MAIL_MISSING);
        assertThat(refusal.facts())
                .containsEntry("account", "CORP\\ada")
                .containsEntry("attributes", "mail, proxyAddresses");
    }
}
