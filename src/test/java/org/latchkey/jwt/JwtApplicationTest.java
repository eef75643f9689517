package org.latchkey.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.keys.KeyTexts;

/** An application as the descriptor writes it, with each of its attributes. */
final class JwtApplicationTest {

    private static final String REDIRECT = "https://acme.myfreshworks.com/sp/OIDC/7/implicit";
    private static final String KEY = KeyTexts.pkcs1(KeyTexts.rsa(2048).getPrivate());
    private static final String ONE_LINE = KEY.replace("\n", "");
    private static final String KEY_OF_1024 = KeyTexts.pkcs8(KeyTexts.rsa(1024).getPrivate());

    private final Problems problems = new Problems();
    private final Map<String, String> attributes =
            new HashMap<>(Map.of("protocol", "jwt", "redirectUri", REDIRECT, "key", ONE_LINE));

    private JwtApplicationTest with(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    private JwtApplicationTest without(String name) {
        attributes.remove(name);
        return this;
    }

    private Optional<JwtApplication> read() {
        SettingsReader reader = new SettingsReader(
                new Settings("latchkey/app/helpdesk", attributes), problems, JwtApplication.ATTRIBUTES);
        return JwtApplication.read(reader, "helpdesk");
    }

    private JwtApplication working() {
        Optional<JwtApplication> application = read();
        assertThat(problems.list()).noneMatch(Problem::isError);
        return application.orElseThrow();
    }

    private Problem broken() {
        assertThat(read()).isEmpty();
        assertThat(problems.list()).hasSize(1);
        assertThat(problems.list().get(0).isError()).isTrue();
        return problems.list().get(0);
    }

    @Test
    void readWhenOnlyTheRequiredIsSetThenTheDefaults() {
        JwtApplication application = working();

        assertThat(application.application().id()).isEqualTo("helpdesk");
        assertThat(application.application().mail()).containsExactly("mail");
        assertThat(application.redirects().first()).hasToString(REDIRECT);
        assertThat(application.key().get().bits()).isEqualTo(2048);
        assertThat(application.clientId()).isEmpty();
        assertThat(application.subject()).isEqualTo(Subject.OBJECT_GUID);
        assertThat(application.lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(application.claims()).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void readWhenEverythingIsSetThenThat() {
        JwtApplication application = with("title", "IT")
                .with("startUrl", "https://acme.freshservice.com/")
                .with("mail", "mail, proxyAddresses")
                .with("clientId", "a13v13")
                .with("subject", "userPrincipalName")
                .with("lifetime", "90s")
                .with("claims", "phone=telephoneNumber, job_title=title, about=description")
                .working();

        assertThat(application.application().title()).isEqualTo("IT");
        assertThat(application.clientId()).contains("a13v13");
        assertThat(application.subject()).isEqualTo(Subject.USER_PRINCIPAL_NAME);
        assertThat(application.lifetime()).isEqualTo(Duration.ofSeconds(90));
        assertThat(application.claims())
                .containsExactly(
                        Map.entry("phone", "telephoneNumber"),
                        Map.entry("job_title", "title"),
                        Map.entry("about", "description"));
        assertThat(application.directoryAttributes())
                .containsExactlyInAnyOrder(
                        "givenName",
                        "sn",
                        "displayName",
                        "cn",
                        "mail",
                        "proxyAddresses",
                        "telephoneNumber",
                        "title",
                        "description",
                        "userPrincipalName");
    }

    @ParameterizedTest
    @CsvSource({
        "objectGUID,OBJECT_GUID",
        "objectguid,OBJECT_GUID",
        "sAMAccountName,SAM_ACCOUNT_NAME",
        "samaccountname,SAM_ACCOUNT_NAME",
        "userPrincipalName,USER_PRINCIPAL_NAME",
        "mail,MAIL"
    })
    void readWhenASubjectIsNamedThenThat(String written, Subject subject) {
        assertThat(with("subject", written).working().subject()).isEqualTo(subject);
    }

    @Test
    void readWhenTheSubjectIsUnknownThenProblemWithTheNearest() {
        assertThat(with("subject", "objectGUId2").broken().expected())
                .isEqualTo("expected one of objectGUID, sAMAccountName, userPrincipalName, mail;"
                        + " did you mean \"objectGUID\"?");
    }

    @Test
    void readWhenTheRedirectIsMissingThenProblem() {
        assertThat(without("redirectUri").broken())
                .matches(problem -> problem.attribute().equals("redirectUri"))
                .matches(problem -> problem.expected().startsWith("is required"));
    }

    @Test
    void readWhenSeveralRedirectsThenAllAndTheFirstIsTheDefault() {
        JwtApplication application =
                with("redirectUri", REDIRECT + "\n  https://b.example/implicit").working();

        assertThat(application.redirects().first()).hasToString(REDIRECT);
        assertThat(application.redirects().require("https://b.example/implicit"))
                .hasToString("https://b.example/implicit");
    }

    @Test
    void readWhenOneOfSeveralRedirectsIsMalformedThenTheApplicationIsClosed() {
        assertThat(with("redirectUri", REDIRECT + " acme.example/implicit")
                        .broken()
                        .seen())
                .isEqualTo("acme.example/implicit");
    }

    @ParameterizedTest
    @CsvSource({
        "http://acme.example/implicit,1",
        "HTTP://acme.example/implicit,1",
        "http://localhost:9000/implicit,0",
        "https://acme.example/implicit,0"
    })
    void readWhenARedirectIsPlainHttpThenWarnedUnlessLocal(String redirect, int warnings) {
        with("redirectUri", redirect).working();

        assertThat(problems.list())
                .hasSize(warnings)
                .allSatisfy(problem -> assertThat(problem.expected()).contains("unencrypted"));
    }

    @Test
    void readWhenThereIsNoKeyThenProblem() {
        assertThat(without("key").broken().expected()).isEqualTo("expected either key or keyFile");
    }

    @Test
    void readWhenThereAreBothKeyAndFileThenProblem() {
        Problem problem = with("keyFile", "key.pem").broken();

        assertThat(problem.expected()).isEqualTo("expected either key or keyFile, not both");
        assertThat(problem.toString()).doesNotContain("MII");
    }

    @Test
    void readWhenTheKeyIsDamagedThenProblemWithoutAPieceOfIt() {
        Problem problem = with("key", ONE_LINE.substring(0, 400)).broken();

        assertThat(problem.attribute()).isEqualTo("key");
        assertThat(problem.seen()).isEmpty();
        assertThat(problem.toString()).doesNotContain("MII");
    }

    @Test
    void readWhenTheKeyFileChangesThenTheNewKeySignsAndABrokenOneDoesNot(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key.pem"), KEY);
        JwtApplication application =
                without("key").with("keyFile", file.toString()).working();
        String before = application.key().get().fingerprint();

        Files.writeString(file, KeyTexts.pkcs8(KeyTexts.rsa(3072).getPrivate()));
        String after = application.key().get().fingerprint();
        Files.writeString(file, KEY_OF_1024);

        assertThat(after).isNotEqualTo(before);
        assertThat(application.key().get().fingerprint()).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2047})
    void readWhenTheKeyIsWeakThenRefusedWithTheRemedy(int bits) {
        assertThat(with("key", KeyTexts.pkcs1(KeyTexts.rsa(bits).getPrivate()))
                        .broken()
                        .expected())
                .startsWith("the key has " + bits + " bits, and RS256 needs 2048")
                .contains("ssh-keygen -t rsa -b 2048 -m PEM")
                .contains("acceptWeakKey=\"true\"");
    }

    @Test
    void readWhenTheKeyIsWeakAndAcceptedThenItWorksWithAWarning() {
        JwtApplication application =
                with("key", KEY_OF_1024).with("acceptWeakKey", "true").working();

        assertThat(application.key().get().bits()).isEqualTo(1024);
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.attribute()).isEqualTo("acceptWeakKey");
            assertThat(problem.expected()).contains("only 1024 bits");
        });
    }

    @Test
    void readWhenTheKeyIsStrongAndAWeakOneWouldBeAcceptedThenNoWarning() {
        with("acceptWeakKey", "true").working();

        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1023})
    void readWhenTheKeyIsBelow1024BitsThenRefusedEvenIfAccepted(int bits) {
        assertThat(with("key", KeyTexts.pkcs1(KeyTexts.rsa(bits).getPrivate()))
                        .with("acceptWeakKey", "true")
                        .broken()
                        .expected())
                .startsWith("the key has " + bits + " bits")
                .doesNotContain("acceptWeakKey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sub", "email", "iat", "exp", "nbf", "nonce", "given_name", "family_name", "iss", "aud", "jti"})
    void readWhenAClaimIsReservedThenProblem(String claim) {
        assertThat(with("claims", "phone=telephoneNumber," + claim + "=title").broken())
                .isEqualTo(new Problem(
                        Problem.Severity.ERROR, "latchkey/app/helpdesk", "claims", claim, "is set by Latchkey itself"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9s", "61m", "5", "0s"})
    void readWhenTheLifetimeIsOutOfItsBoundsThenProblem(String lifetime) {
        assertThat(with("lifetime", lifetime).broken().attribute()).isEqualTo("lifetime");
    }

    @Test
    void readWhenSeveralThingsAreWrongThenAllAreTold() {
        assertThat(with("lifetime", "x")
                        .with("subject", "x")
                        .with("acceptWeakKey", "x")
                        .with("redirectUri", "x")
                        .with("claims", "x")
                        .with("key", "x")
                        .with("colour", "x")
                        .read())
                .isEmpty();
        assertThat(problems.list())
                .extracting(Problem::attribute)
                .containsExactlyInAnyOrder(
                        "lifetime", "subject", "acceptWeakKey", "redirectUri", "claims", "key", "colour");
    }

    @Test
    void toStringThenNothingOfTheKey() {
        assertThat(working().key().get().toString()).startsWith("RSA-2048 ").doesNotContain("MII");
        assertThat(ONE_LINE).contains("MII");
    }
}
