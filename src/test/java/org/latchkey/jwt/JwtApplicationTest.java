package org.latchkey.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Problem;

/** An application as the descriptor writes it, with each of its attributes. */
final class JwtApplicationTest {

    private final DescribedApplication described = new DescribedApplication();

    @Test
    void readWhenOnlyTheRequiredIsSetThenTheDefaults() {
        JwtApplication application = described.working();

        assertThat(application.application().id()).isEqualTo("helpdesk");
        assertThat(application.application().mail()).containsExactly("mail");
        assertThat(application.redirects().first()).hasToString(DescribedApplication.REDIRECT);
        assertThat(application.key().get().bits()).isEqualTo(2048);
        assertThat(application.clientId()).isEmpty();
        assertThat(application.subject()).isEqualTo(Subject.OBJECT_GUID);
        assertThat(application.lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(application.claims()).isEmpty();
        assertThat(described.problems()).isEmpty();
    }

    @Test
    void readWhenEverythingIsSetThenThat() {
        JwtApplication application = described
                .with("title", "IT")
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
        assertThat(described.with("subject", written).working().subject()).isEqualTo(subject);
    }

    @Test
    void readWhenTheSubjectIsUnknownThenProblemWithTheNearest() {
        assertThat(described.with("subject", "objectGUId2").broken().expected())
                .isEqualTo("expected one of objectGUID, sAMAccountName, userPrincipalName, mail;"
                        + " did you mean \"objectGUID\"?");
    }

    @Test
    void readWhenTheRedirectIsMissingThenProblem() {
        assertThat(described.without("redirectUri").broken())
                .matches(problem -> problem.attribute().equals("redirectUri"))
                .matches(problem -> problem.expected().startsWith("is required"));
    }

    @Test
    void readWhenSeveralRedirectsThenAllAndTheFirstIsTheDefault() {
        JwtApplication application = described
                .with("redirectUri", DescribedApplication.REDIRECT + "\n  https://b.example/implicit")
                .working();

        assertThat(application.redirects().first()).hasToString(DescribedApplication.REDIRECT);
        assertThat(application.redirects().require("https://b.example/implicit"))
                .hasToString("https://b.example/implicit");
    }

    @Test
    void readWhenOneOfSeveralRedirectsIsMalformedThenTheApplicationIsClosed() {
        assertThat(described
                        .with("redirectUri", DescribedApplication.REDIRECT + " acme.example/implicit")
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
        described.with("redirectUri", redirect).working();

        assertThat(described.problems())
                .hasSize(warnings)
                .allSatisfy(problem -> assertThat(problem.expected()).contains("unencrypted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "email", "iat", "exp", "nbf", "nonce", "iss", "aud", "jti"})
    void readWhenAClaimIsReservedThenProblem(String claim) {
        assertThat(described
                        .with("claims", "phone=telephoneNumber," + claim + "=title")
                        .broken())
                .isEqualTo(new Problem(
                        Problem.Severity.ERROR, "latchkey/app/helpdesk", "claims", claim, "is set by Latchkey itself"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9s", "61m", "5", "0s"})
    void readWhenTheLifetimeIsOutOfItsBoundsThenProblem(String lifetime) {
        assertThat(described.with("lifetime", lifetime).broken().attribute()).isEqualTo("lifetime");
    }

    @Test
    void readWhenSeveralThingsAreWrongThenAllAreTold() {
        assertThat(described
                        .with("lifetime", "x")
                        .with("subject", "x")
                        .with("acceptWeakKey", "x")
                        .with("redirectUri", "x")
                        .with("claims", "x")
                        .with("key", "x")
                        .with("colour", "x")
                        .read())
                .isEmpty();
        assertThat(described.problems())
                .extracting(Problem::attribute)
                .containsExactlyInAnyOrder(
                        "lifetime", "subject", "acceptWeakKey", "redirectUri", "claims", "key", "colour");
    }
}
