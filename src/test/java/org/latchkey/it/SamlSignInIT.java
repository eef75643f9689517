package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.it.SamlApplicationSide.fields;
import static org.latchkey.it.SamlApplicationSide.redirect;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.demo.FreshworksSamlCheck;
import org.latchkey.demo.SamlKeyPair;
import org.latchkey.demo.TemporaryDirectory;

/** SAML over HTTP, its responses checked by the JDK's own XML signatures. */
class SamlSignInIT {

    private static final String PUBLIC_URL = "http://sso.corp.example.com/latchkey";
    private static final String ACS = "https://acme.freshdesk.com/login/saml";
    private static final String KERBEROS = "urn:oasis:names:tc:SAML:2.0:ac:classes:Kerberos";
    private static final String EMAIL = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    private static final SamlApplicationSide DESK =
            new SamlApplicationSide("https://acme.freshdesk.com", ACS, PUBLIC_URL + "/saml/sso");

    private static TemporaryDirectory keys;
    private static SamlKeyPair idp;
    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        keys = TemporaryDirectory.create("saml");
        idp = SamlKeyPair.create(keys);
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("publicUrl", PUBLIC_URL))
                .resource(
                        "saml",
                        Map.of(
                                "keyFile", idp.keyFile().toString(),
                                "certificateFile", idp.certificateFile().toString()))
                .resource(
                        "app/desk",
                        Map.of(
                                "protocol",
                                "saml",
                                "title",
                                "Help desk",
                                "spEntityId",
                                DESK.entityId(),
                                "acs",
                                ACS + " https://support.example.com/login/saml",
                                "sites",
                                "https://acme.freshdesk.com"))
                .resource(
                        "app/started",
                        Map.of(
                                "protocol",
                                "saml",
                                "spEntityId",
                                "https://started.example.com",
                                "acs",
                                "https://started.example.com/acs",
                                "startUrl",
                                "https://started.example.com/login?a=b",
                                "sites",
                                "https://started.example.com"))
                .resource(
                        "app/closed",
                        Map.of(
                                "protocol",
                                "saml",
                                "spEntityId",
                                "https://closed.example.com",
                                "acs",
                                "https://closed.example.com/acs",
                                "allow",
                                "CORP\\Helpdesk Admins"))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
        keys.close();
    }

    private static HttpResponse<String> withTicket(Browser browser, DemoPerson person, String path) {
        String token = DemoParts.kdc().ticketFor(person).spnego("HTTP@localhost");
        return browser.get(server.uri(path), "Authorization", "Negotiate " + token);
    }

    private static FreshworksSamlCheck.Person accepted(HttpResponse<String> answer, Optional<String> requestId)
            throws Exception {
        return new FreshworksSamlCheck(
                        idp.certificate(), PUBLIC_URL + "/saml/metadata", DESK.entityId(), ACS, Clock.systemUTC())
                .person(fields(answer).get("SAMLResponse"), requestId);
    }

    @Test
    void signInWhenTicketThenResponseThatAServiceProviderAccepts() throws Exception {
        HttpResponse<String> answer = withTicket(
                new Browser(), DemoPeople.ZOE, redirect(DESK.request("_r1"), Optional.of("/tickets?a=\"<é>'&b")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("script-src 'self'")
                        .doesNotContain("form-action")
                        .doesNotContain("unsafe"));
        assertThat(answer.body()).contains("<form method=\"post\" action=\"" + ACS + "\">");
        assertThat(fields(answer)).containsEntry("RelayState", "/tickets?a=\"<é>'&b");
        FreshworksSamlCheck.Person person = accepted(answer, Optional.of("_r1"));
        assertThat(person.nameId()).isEqualTo(DemoPeople.ZOE.mail());
        assertThat(person.nameIdFormat()).isEqualTo(EMAIL);
        assertThat(person.context()).isEqualTo(KERBEROS);
        assertThat(person.sessionIndex()).isNotEmpty();
        assertThat(person.attributes())
                .containsEntry("FirstName", "Zoë")
                .containsEntry("LastName", "Ångström")
                .containsEntry(
                        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", DemoPeople.ZOE.mail());
    }

    @Test
    void signInWhenRelayStateIsAbsentThenNoneGoesBackAndAnEmptyOneDoes() {
        Browser browser = new Browser();

        assertThat(fields(withTicket(browser, DemoPeople.ADA, redirect(DESK.request("_r2"), Optional.empty()))))
                .doesNotContainKey("RelayState");
        assertThat(fields(browser.get(server.uri(redirect(DESK.request("_r3"), Optional.of(""))))))
                .containsEntry("RelayState", "");
    }

    @Test
    void postWhenFromAnotherSiteThenAnsweredByAGetThatCarriesIt() throws Exception {
        Browser browser = new Browser();
        withTicket(browser, DemoPeople.ADA, "/");
        String request = Base64.getEncoder().encodeToString(DESK.request("_p1").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> posted =
                new Browser().post(server.uri("/saml/sso"), Map.of("SAMLRequest", request, "RelayState", "ü&"));

        assertThat(posted.statusCode()).isEqualTo(303);
        HttpResponse<String> answer = browser.get(server.uri("").resolve(IdTokens.location(posted)));
        assertThat(accepted(answer, Optional.of("_p1")).nameId()).isEqualTo(DemoPeople.ADA.mail());
        assertThat(fields(answer)).containsEntry("RelayState", "ü&");
    }

    /** A RelayState of the longest kind that is taken survives the way through the browser. */
    @Test
    void postWhenRelayStateIsLongThenItComesBackWhole() throws Exception {
        Browser browser = new Browser();
        withTicket(browser, DemoPeople.ADA, "/");
        String relayState = "\u0416/".repeat(1365);
        String request = Base64.getEncoder().encodeToString(DESK.request("_p3").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> posted =
                browser.post(server.uri("/saml/sso"), Map.of("SAMLRequest", request, "RelayState", relayState));
        HttpResponse<String> answer = browser.get(server.uri("").resolve(IdTokens.location(posted)));

        assertThat(fields(answer)).containsEntry("RelayState", relayState);
    }

    @Test
    void getWhenASubjectIsLongerThanAnyAddressThenTooLarge() {
        String subject = "<saml:Subject><saml:NameID>" + "a".repeat(55_000) + "</saml:NameID></saml:Subject>";
        String request = DESK.request("_big", "ForceAuthn=\"true\"", subject);

        assertThat(new Browser()
                        .get(server.uri(redirect(request, Optional.empty())))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void postWhenDeflatedAsRubySamlDoesThenAccepted() throws Exception {
        Browser browser = new Browser();
        withTicket(browser, DemoPeople.ADA, "/");
        String request = Base64.getEncoder().encodeToString(SamlApplicationSide.deflated(DESK.request("_p2")));
        HttpResponse<String> posted = browser.post(server.uri("/saml/sso"), Map.of("SAMLRequest", request));
        HttpResponse<String> answer = browser.get(server.uri("").resolve(IdTokens.location(posted)));

        assertThat(accepted(answer, Optional.of("_p2")).nameId()).isEqualTo(DemoPeople.ADA.mail());
    }

    @Test
    void getWhenNobodyIsSignedInThenFormThatLeadsBackToTheAnswer() throws Exception {
        Browser browser = new Browser();
        String path = redirect(DESK.request("_f1"), Optional.of("there"));
        HttpResponse<String> form = browser.get(server.uri(path));
        assertThat(form.statusCode()).isEqualTo(401);
        assertThat(form.headers().firstValue("WWW-Authenticate")).contains("Negotiate");

        HttpResponse<String> back = signIn(browser, form);
        HttpResponse<String> answer = browser.get(server.uri("").resolve(IdTokens.location(back)));
        assertThat(accepted(answer, Optional.of("_f1")).context())
                .isEqualTo("urn:oasis:names:tc:SAML:2.0:ac:classes:Password");
    }

    private static HttpResponse<String> signIn(Browser browser, HttpResponse<String> form) {
        return browser.post(
                server.uri("/signin"),
                Map.of(
                        "state", Browser.sealedState(form),
                        "account", "CORP\\ada",
                        "password", DemoPeople.ADA.password()));
    }

    @Test
    void getWhenForceAuthnThenOnlyAPasswordGivenSinceThenCounts() throws Exception {
        Browser browser = new Browser();
        withTicket(browser, DemoPeople.ADA, "/");
        String path = redirect(DESK.request("_f2", "ForceAuthn=\"true\"", ""), Optional.empty());
        HttpResponse<String> sealed = browser.get(server.uri(path));
        URI answerAt = server.uri("").resolve(IdTokens.location(sealed));
        HttpResponse<String> form = browser.get(answerAt);

        assertThat(form.statusCode()).isEqualTo(401);
        assertThat(form.headers().firstValue("WWW-Authenticate")).isEmpty();
        HttpResponse<String> back = signIn(browser, form);
        HttpResponse<String> answer = browser.get(server.uri("").resolve(IdTokens.location(back)));
        assertThat(accepted(answer, Optional.of("_f2")).context()).endsWith(":Password");
    }

    @Test
    void getWhenPassiveAndNobodyIsSignedInThenNoPassive() throws Exception {
        String request = DESK.request("_f3", "IsPassive=\"true\"", "");
        HttpResponse<String> answer = new Browser().get(server.uri(redirect(request, Optional.of("s"))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(FreshworksSamlCheck.status(fields(answer).get("SAMLResponse")))
                .containsExactly(
                        "urn:oasis:names:tc:SAML:2.0:status:Responder", "urn:oasis:names:tc:SAML:2.0:status:NoPassive");
        assertThat(fields(answer)).containsEntry("RelayState", "s");
    }

    @Test
    void getWhenPassiveAndSignedInThenAnswered() throws Exception {
        Browser browser = new Browser();
        withTicket(browser, DemoPeople.ADA, "/");
        String request = DESK.request("_f4", "IsPassive=\"1\"", "");

        assertThat(accepted(browser.get(server.uri(redirect(request, Optional.empty()))), Optional.of("_f4"))
                        .nameId())
                .isEqualTo(DemoPeople.ADA.mail());
    }

    @Test
    void getWhenRequestWasAnsweredThenNeverAgain() {
        Browser browser = new Browser();
        String path = redirect(DESK.request("_once"), Optional.empty());
        assertThat(withTicket(browser, DemoPeople.ADA, path).statusCode()).isEqualTo(200);

        assertThat(browser.get(server.uri(path)).statusCode()).isEqualTo(400);
    }

    @Test
    void goWhenSamlThenUnsolicitedResponse() throws Exception {
        Browser browser = new Browser();
        withTicket(browser, DemoPeople.ADA, "/");
        HttpResponse<String> link = browser.get(server.uri("/go/desk"));
        HttpResponse<String> answer = browser.get(server.uri("").resolve(IdTokens.location(link)));

        assertThat(accepted(answer, Optional.empty()).nameId()).isEqualTo(DemoPeople.ADA.mail());
        assertThat(answer.body()).doesNotContain("RelayState");
    }

    @Test
    void goWhenSamlAndATargetOfTheApplicationThenItIsTheRelayState() {
        Browser browser = new Browser();
        withTicket(browser, DemoPeople.ADA, "/");
        HttpResponse<String> link =
                browser.get(server.uri("/go/desk?target=https%3A%2F%2Facme.freshdesk.com%2Ftickets%3Fa%3Db"));
        HttpResponse<String> answer = browser.get(server.uri("").resolve(IdTokens.location(link)));
        HttpResponse<String> foreign = browser.get(
                server.uri("/saml/start/desk?redirect_to=https%3A%2F%2Facme.freshdesk.com%40evil.example%2F"));

        assertThat(fields(answer)).containsEntry("RelayState", "https://acme.freshdesk.com/tickets?a=b");
        assertThat(foreign.statusCode()).isEqualTo(400);
    }

    @Test
    void getWhenPersonMayNotEnterThenItsOwnPageAndNoResponse() {
        SamlApplicationSide closed = new SamlApplicationSide(
                "https://closed.example.com", "https://closed.example.com/acs", DESK.destination());
        Browser browser = new Browser();
        HttpResponse<String> answer =
                withTicket(browser, DemoPeople.ZOE, redirect(closed.request("_c1"), Optional.empty()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("SAMLResponse");
        assertThat(browser.hasSession()).isFalse();
    }

    @Test
    void getWhenNameIdFormatIsUnknownThenRefused() {
        String policy = "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"/>";
        HttpResponse<String> answer =
                withTicket(new Browser(), DemoPeople.ADA, redirect(DESK.request("_n1", policy), Optional.empty()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("SAMLResponse");
    }

    @Test
    void getWhenNameIdFormatIsAskedForThenEchoedWithTheMailAddress() throws Exception {
        String persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
        String policy = "<samlp:NameIDPolicy Format=\"" + persistent + "\" AllowCreate=\"true\"/>";
        HttpResponse<String> answer =
                withTicket(new Browser(), DemoPeople.ADA, redirect(DESK.request("_n2", policy), Optional.empty()));

        FreshworksSamlCheck.Person person = accepted(answer, Optional.of("_n2"));
        assertThat(person.nameIdFormat()).isEqualTo(persistent);
        assertThat(person.nameId()).isEqualTo(DemoPeople.ADA.mail());
    }

    private static List<String> refused() {
        String good = DESK.request("_x");
        return List.of(
                "",
                "SAMLRequest=",
                "SAMLRequest=%21%21",
                "SAMLRequest=AAAA",
                query("<a/>"),
                query("no xml"),
                query("<!DOCTYPE a [<!ENTITY b \"c\">]>" + good),
                query("<a>".repeat(2000)),
                query(DESK.request("_x", "<a/>".repeat(9000))),
                query(good.replace("Version=\"2.0\"", "Version=\"1.1\"")),
                query(good.replace(" ID=\"_x\"", "")),
                query(good.replace("ID=\"_x\"", "ID=\"1 x\"")),
                query(good.replaceFirst("IssueInstant=\"[^\"]+\"", "")),
                query(good.replaceFirst("IssueInstant=\"[^\"]+\"", "IssueInstant=\"yesterday\"")),
                query(good.replaceFirst("IssueInstant=\"[^\"]+\"", "IssueInstant=\"2020-01-01T00:00:00Z\"")),
                query(good.replaceFirst("IssueInstant=\"[^\"]+\"", "IssueInstant=\"2999-01-01T00:00:00Z\"")),
                query(good.replace("/saml/sso\"", "/saml/sso/\"")),
                query(good.replace(ACS, "https://evil.example/login/saml")),
                query(good.replace(
                        "AssertionConsumerServiceURL=\"" + ACS + "\"", "AssertionConsumerServiceIndex=\"7\"")),
                query(good.replace(
                        "AssertionConsumerServiceURL",
                        "ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact\""
                                + " AssertionConsumerServiceURL")),
                query(good.replaceFirst("<saml:Issuer>.*</saml:Issuer>", "")),
                query(good) + "&SAMLRequest=x",
                query(good) + "&RelayState=a%0Ab",
                query(good) + "&RelayState=%FF",
                query(good) + "&Signature=AAAA",
                "continue=AAAA",
                "continue=" + "A".repeat(60));
    }

    private static String query(String xml) {
        return redirect(xml, Optional.empty()).substring("/saml/sso?".length());
    }

    @Test
    void getWhenRequestIsNotAllowedThenBadRequestWithoutSessionOrResponse() {
        for (String query : refused()) {
            Browser browser = new Browser();
            HttpResponse<String> answer = withTicket(browser, DemoPeople.ADA, "/saml/sso?" + query);

            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).as(query).doesNotContain("SAMLResponse");
            assertThat(browser.hasSession()).as(query).isFalse();
        }
    }

    @Test
    void getWhenIssuerIsUnknownThenNotFound() {
        SamlApplicationSide stranger = new SamlApplicationSide("https://evil.example", ACS, DESK.destination());

        assertThat(new Browser()
                        .get(server.uri(redirect(stranger.request("_u"), Optional.empty())))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void getWhenMessageInflatesBeyondAllBoundsThenTooLarge() {
        String bomb = DESK.request("_b", "<!--" + " ".repeat(4_000_000) + "-->");

        assertThat(new Browser()
                        .get(server.uri(redirect(bomb, Optional.empty())))
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD"})
    void ssoWhenMethodIsNeitherGetNorPostThenNotAllowed(String method) {
        HttpResponse<String> answer = new Browser().method(method, server.uri("/saml/sso"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
    }

    /** An application that begins its own sign-ins gets no response that it did not ask for. */
    @ParameterizedTest
    @CsvSource({
        "'', https://started.example.com/login?a=b",
        "?redirect_to=https%3A%2F%2Fstarted.example.com%2Ft%3Fx%3D1%26y, https://started.example.com/t?x=1&y"
    })
    void startWhenTheApplicationHasAStartOfItsOwnThenItBeginsThere(String query, String start) {
        Browser browser = new Browser();
        withTicket(browser, DemoPeople.ADA, "/");
        HttpResponse<String> led = browser.get(server.uri("/saml/start/started" + query));

        assertThat(led.statusCode()).isEqualTo(303);
        HttpResponse<String> sent = browser.get(server.uri("").resolve(IdTokens.location(led)));
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(IdTokens.location(sent)).hasToString(start);
    }

    @Test
    void startWhenTheApplicationHasAStartOfItsOwnAndThePageIsOfAnotherSiteThenRefused() {
        Browser browser = new Browser();
        HttpResponse<String> led =
                browser.get(server.uri("/saml/start/started?redirect_to=https%3A%2F%2Fevil.example%2F"));

        assertThat(browser.get(server.uri("").resolve(IdTokens.location(led))).statusCode())
                .isEqualTo(400);
    }
}
