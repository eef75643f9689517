package org.latchkey.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.application.Target;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.http.Octets;
import org.latchkey.http.Refused;
import org.latchkey.keys.KeyTexts;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** What a token says about a person, and to whom it may be given. */
final class JwtClaimsTest {

    private static final String KEY = KeyTexts.pkcs8(KeyTexts.rsa(2048).getPrivate());
    private static final UUID GUID = UUID.fromString("B4C1F3F2-8D0E-4A55-9A51-6F0C2F1D7A10");

    private static JwtApplication application(String attribute, String value) {
        Map<String, String> attributes =
                new HashMap<>(Map.of("redirectUri", "https://acme.example/implicit", "key", KEY));
        attributes.put(attribute, value);
        SettingsReader reader = new SettingsReader(
                new Settings("latchkey/app/x", attributes), new Problems(), JwtApplication.ATTRIBUTES);
        return JwtApplication.read(reader, "x").orElseThrow();
    }

    private static Map<String, List<String>> zoe() {
        return new HashMap<>(Map.of(
                "mail", List.of("zoe.mueller@corp.example"),
                "givenName", List.of("Zoë"),
                "sn", List.of("Müller"),
                "sAMAccountName", List.of("zoe"),
                "userPrincipalName", List.of("zoe@corp.example"),
                "telephoneNumber", List.of("+49 30 1234", "+49 30 5678"),
                "title", List.of(" ")));
    }

    private static DirectoryUser user(Map<String, List<String>> attributes) {
        return new DirectoryUser(AccountName.ofWindows("CORP\\zoe"), "CN=Zoë", GUID, AccountState.ACTIVE, attributes);
    }

    private static DirectoryUser zoeWithout(String attribute) {
        Map<String, List<String>> attributes = zoe();
        attributes.remove(attribute);
        return user(attributes);
    }

    private static Map<String, String> claims(JwtApplication application, DirectoryUser user) {
        return application.claimsOf(user, application.application().mailOf(user));
    }

    private static Target targetOf(JwtApplication application, Optional<String> client) {
        return application.targetOf(new JwtRequest(new Octets("s", "s"), "n", Optional.empty(), client));
    }

    @Test
    void claimsOfWhenNothingMoreIsConfiguredThenExactlyTheFour() {
        assertThat(claims(application("lifetime", "5m"), user(zoe())))
                .containsOnly(
                        Map.entry("sub", "b4c1f3f2-8d0e-4a55-9a51-6f0c2f1d7a10"),
                        Map.entry("email", "zoe.mueller@corp.example"),
                        Map.entry("given_name", "Zoë"),
                        Map.entry("family_name", "Müller"));
    }

    @ParameterizedTest
    @CsvSource({
        "objectGUID,b4c1f3f2-8d0e-4a55-9a51-6f0c2f1d7a10",
        "sAMAccountName,zoe",
        "userPrincipalName,zoe@corp.example",
        "mail,zoe.mueller@corp.example"
    })
    void claimsOfWhenASubjectIsChosenThenThat(String subject, String value) {
        assertThat(claims(application("subject", subject), user(zoe()))).containsEntry("sub", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sAMAccountName", "userPrincipalName"})
    void claimsOfWhenTheSubjectIsMissingThenRefused(String subject) {
        Refusal refusal = Refused.by(() -> claims(application("subject", subject), zoeWithout(subject)));

        assertThat(refusal.reason()).isEqualTo(Reason.SUBJECT_MISSING);
        assertThat(refusal.facts()).containsEntry("account", "CORP\\zoe").containsEntry("attribute", subject);
    }

    @Test
    void claimsOfWhenTheMailComesFromAnotherAttributeAndTheSubjectIsMailThenRefused() {
        Map<String, String> attributes = Map.of(
                "redirectUri", "https://acme.example/implicit", "key", KEY, "subject", "mail", "mail", "mail, other");
        SettingsReader reader = new SettingsReader(
                new Settings("latchkey/app/x", attributes), new Problems(), JwtApplication.ATTRIBUTES);
        JwtApplication application = JwtApplication.read(reader, "x").orElseThrow();

        assertThat(Refused.by(() -> claims(application, user(Map.of("other", List.of("zoe@other.example")))))
                        .reason())
                .isEqualTo(Reason.SUBJECT_MISSING);
    }

    @Test
    void claimsOfWhenTheMailIsMissingThenRefused() {
        assertThat(Refused.by(() -> claims(application("lifetime", "5m"), zoeWithout("mail")))
                        .reason())
                .isEqualTo(Reason.MAIL_MISSING);
    }

    @Test
    void claimsOfWhenThereIsAChainThenTheNextMail() {
        assertThat(claims(application("mail", "mail, userPrincipalName"), zoeWithout("mail")))
                .containsEntry("email", "zoe@corp.example");
    }

    @Test
    void claimsOfWhenThereIsNoNameThenRefused() {
        Map<String, List<String>> attributes = zoe();
        attributes.remove("givenName");
        attributes.remove("sn");

        assertThat(Refused.by(() -> claims(application("lifetime", "5m"), user(attributes)))
                        .reason())
                .isEqualTo(Reason.NAME_MISSING);
    }

    @Test
    void claimsOfWhenMoreAreConfiguredThenThoseThatHaveAValueAndNoEmptyOnes() {
        assertThat(claims(
                        application("claims", "phone=telephoneNumber, job_title=title, company=company"), user(zoe())))
                .containsEntry("phone", "+49 30 1234")
                .doesNotContainKeys("job_title", "company")
                .allSatisfy((claim, value) -> assertThat(value).isNotBlank());
    }

    @Test
    void claimsOfWhenANameIsTakenFromElsewhereThenThatUnlessItIsEmpty() {
        assertThat(claims(application("claims", "given_name=userPrincipalName, family_name=company"), user(zoe())))
                .containsEntry("given_name", "zoe@corp.example")
                .containsEntry("family_name", "Müller");
    }

    @Test
    void targetOfWhenClientItIsTheConfiguredOneThenNothing() {
        assertThatCode(() -> targetOf(application("clientId", "a13v13"), Optional.of("a13v13")))
                .doesNotThrowAnyException();
    }

    @Test
    void targetOfWhenClientTheRequestOrTheConfigurationNamesNoneThenNothing() {
        assertThatCode(() -> targetOf(application("clientId", "a13v13"), Optional.empty()))
                .doesNotThrowAnyException();
        assertThatCode(() -> targetOf(application("lifetime", "5m"), Optional.of("anything")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A13V13", "a13v1", "a13v13 ", "other"})
    void targetOfWhenClientItIsAnotherThenRefused(String requested) {
        Refusal refusal = Refused.by(() -> targetOf(application("clientId", "a13v13"), Optional.of(requested)));

        assertThat(refusal.reason()).isEqualTo(Reason.CLIENT_ID_UNKNOWN);
        assertThat(refusal.facts()).containsEntry("client_id", requested);
    }

    @Test
    void tokenForThenATokenAndWarmUpThenNoException() {
        JwtApplication application = application("lifetime", "5m");

        assertThat(application
                        .tokenFor(user(zoe()), application.application().mailOf(user(zoe())), "n", Clock.systemUTC())
                        .text())
                .matches("[^.]+\\.[^.]+\\.[^.]+");
        assertThatCode(() -> application.warmUp(Clock.systemUTC())).doesNotThrowAnyException();
    }
}
