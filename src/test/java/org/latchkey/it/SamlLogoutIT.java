package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.it.SamlApplicationSide.fields;
import static org.latchkey.it.SamlLogoutSide.attribute;
import static org.latchkey.saml.ProviderMetadata.POST;
import static org.latchkey.saml.ProviderMetadata.REDIRECT;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.keys.SelfSigned;
import org.latchkey.saml.Schemas;

/** Single logout over HTTP: who is told, in which order, and what the application that asked hears in the end. */
class SamlLogoutIT {

    private static final String SUCCESS = "Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"";
    private static final String PARTIAL = "Value=\"urn:oasis:names:tc:SAML:2.0:status:PartialLogout\"";
    private static final String UNKNOWN = "Value=\"urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal\"";
    /** Of http, so that the session's cookie is not Secure and comes along in this test. */
    private static final String PUBLIC_URL = "http://sso.corp.example.com/latchkey";

    private static final String ENCRYPTED_ID =
            "<saml:EncryptedID><xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"><xenc:CipherData>"
                    + "<xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedID>";

    private static final String ADA = DemoPeople.ADA.mail();

    private static final SelfSigned IDP = SelfSigned.named("sso.corp.example.com");
    private static final SamlLogoutSide DESK = SamlLogoutSide.of("desk", REDIRECT, POST);
    private static final SamlLogoutSide WIKI = SamlLogoutSide.of("wiki", REDIRECT);
    private static final SamlLogoutSide FORM = SamlLogoutSide.of("form", POST);
    private static final SamlLogoutSide MUTE = SamlLogoutSide.of("mute");

    @TempDir
    private static Path folder;

    private static LatchkeyServer server;

    private final Browser browser = new Browser();

    @BeforeAll
    static void start() throws IOException {
        Descriptor descriptor = Descriptor.standard()
                .resource("site", Map.of("publicUrl", PUBLIC_URL))
                .resource(
                        "saml",
                        Map.of(
                                "keyFile", write("idp.key", IDP.keyText()),
                                "certificateFile", write("idp.crt", IDP.certificateText())));
        for (SamlLogoutSide side : new SamlLogoutSide[] {DESK, WIKI, FORM, MUTE}) {
            Map<String, String> attributes = new HashMap<>(
                    Map.of("protocol", "saml", "metadataFile", write(side.name() + ".xml", side.metadata())));
            if (!side.equals(DESK)) {
                attributes.put("title", "Our " + side.name() + " & more");
                attributes.put("logoutUrl", side.entityId() + "/bye?a=b&c");
            }
            descriptor = descriptor.resource("app/" + side.name(), attributes);
        }
        server = LatchkeyServer.start(descriptor.xml());
    }

    private static String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Ada, signed in to these applications. */
    private void enter(SamlLogoutSide... sides) {
        String token = DemoParts.kdc().ticketFor(DemoPeople.ADA).spnego("HTTP@localhost");
        HttpResponse<String> home = browser.get(server.uri("/"), "Authorization", "Negotiate " + token);
        assertThat(home.statusCode()).isEqualTo(200);
        for (SamlLogoutSide side : sides) {
            assertThat(browser.get(server.uri("/saml/start/" + side.name())).statusCode())
                    .isEqualTo(200);
        }
    }

    private HttpResponse<String> ask(SamlLogoutSide side, String id, String nameId) {
        return browser.get(server.uri(side.redirect("SAMLRequest", side.request(id, nameId), "back to \"é\"")));
    }

    private HttpResponse<String> answer(SamlLogoutSide side, String request, String status) {
        return browser.get(
                server.uri(side.redirect("SAMLResponse", side.response(attribute(request, "ID"), status), "")));
    }

    /** What another site posts comes without the cookie, and is led to a GET that has it. */
    private HttpResponse<String> post(SamlLogoutSide side, String field, String xml) throws Exception {
        String message = SignedMessage.posted(xml, side.keys().pair().getPrivate());
        HttpResponse<String> sealed =
                new Browser().post(server.uri("/saml/slo"), Map.of(field, message, "RelayState", "ü&"));
        assertThat(sealed.statusCode()).as(sealed.body()).isEqualTo(303);
        return browser.get(server.uri("").resolve(IdTokens.location(sealed)));
    }

    private boolean isSignedIn() {
        return browser.get(server.uri("/")).statusCode() == 200;
    }

    @Test
    void logoutWhenOneApplicationThenSignedOutAndAnswered() throws Exception {
        enter(DESK);
        HttpResponse<String> answer = ask(DESK, "_l1", ADA);
        String xml = DESK.received(answer, "SAMLResponse", IDP.certificate());

        assertThat(xml).contains(SUCCESS).doesNotContain(PARTIAL);
        assertThat(attribute(xml, "InResponseTo")).isEqualTo("_l1");
        assertThat(SamlLogoutSide.parameters(
                        URI.create(answer.headers().firstValue("Location").orElseThrow())
                                .getRawQuery()))
                .containsEntry("RelayState", "back to \"é\"");
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void logoutWhenPostedThenTheSame() throws Exception {
        enter(DESK);
        HttpResponse<String> answer = post(DESK, "SAMLRequest", DESK.request("_p1", ADA));

        assertThat(attribute(DESK.received(answer, "SAMLResponse", IDP.certificate()), "InResponseTo"))
                .isEqualTo("_p1");
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).contains("&RelayState=%C3%BC%26&"));
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void logoutWhenTheApplicationTakesOnlyPostsThenAnsweredByOne() throws Exception {
        enter(FORM);
        HttpResponse<String> page = post(FORM, "SAMLRequest", FORM.request("_p3", ADA));
        String xml = FORM.receivedByPost(page, "SAMLResponse", IDP.certificate());

        assertThat(xml).contains("LogoutResponse ").contains(SUCCESS).doesNotContain(PARTIAL);
        assertThat(attribute(xml, "InResponseTo")).isEqualTo("_p3");
        assertThat(attribute(xml, "Destination")).isEqualTo("https://form.example.com/slo");
        assertThat(fields(page)).containsEntry("RelayState", "ü&");
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void logoutWhenPostedAndAlteredThenRefused() throws Exception {
        enter(DESK);
        String message = SignedMessage.posted(
                DESK.request("_p2", ADA), WIKI.keys().pair().getPrivate());

        assertThat(browser.post(server.uri("/saml/slo"), Map.of("SAMLRequest", message))
                        .statusCode())
                .isEqualTo(400);
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void logoutWhenAnotherApplicationThenThatIsToldFirst() throws Exception {
        enter(DESK, WIKI);
        String request = WIKI.received(ask(DESK, "_l2", ADA), "SAMLRequest", IDP.certificate());

        assertThat(request).contains(">" + ADA + "</").contains("SessionIndex>_");
        assertThat(isSignedIn()).isFalse();
        String response = DESK.received(answer(WIKI, request, "Success"), "SAMLResponse", IDP.certificate());
        assertThat(response).contains(SUCCESS).doesNotContain(PARTIAL);
        assertThat(attribute(response, "InResponseTo")).isEqualTo("_l2");
    }

    @Test
    void logoutWhenAnotherApplicationFailsThenPartial() throws Exception {
        enter(DESK, WIKI);
        String request = WIKI.received(ask(DESK, "_l3", ADA), "SAMLRequest", IDP.certificate());

        assertThat(DESK.received(answer(WIKI, request, "Responder"), "SAMLResponse", IDP.certificate()))
                .contains(SUCCESS)
                .contains(PARTIAL);
    }

    @Test
    void logoutWhenAnotherApplicationsAnswerIsNotSignedThenPartial() throws Exception {
        enter(DESK, WIKI);
        String request = WIKI.received(ask(DESK, "_l4", ADA), "SAMLRequest", IDP.certificate());
        String forged = WIKI.response(attribute(request, "ID"), "Success");

        assertThat(DESK.received(
                        browser.get(server.uri("/saml/slo?" + SamlLogoutSide.unsigned("SAMLResponse", forged, ""))),
                        "SAMLResponse",
                        IDP.certificate()))
                .contains(PARTIAL);
    }

    @Test
    void logoutWhenAnotherApplicationTakesNoneThenPartial() throws Exception {
        enter(DESK, MUTE);

        assertThat(DESK.received(ask(DESK, "_l5", ADA), "SAMLResponse", IDP.certificate()))
                .contains(PARTIAL);
    }

    @Test
    void logoutWhenThreeApplicationsOfBothBindingsThenOneAfterAnother() throws Exception {
        enter(DESK, WIKI, FORM);
        String posted = FORM.receivedByPost(ask(DESK, "_l6", ADA), "SAMLRequest", IDP.certificate());
        assertThat(posted).contains("LogoutRequest ").contains(">" + ADA + "</");
        assertThat(attribute(posted, "Destination")).isEqualTo("https://form.example.com/slo");

        String confirmed = FORM.response(attribute(posted, "ID"), "Success");
        String wiki = WIKI.received(post(FORM, "SAMLResponse", confirmed), "SAMLRequest", IDP.certificate());
        assertThat(DESK.received(answer(WIKI, wiki, "Success"), "SAMLResponse", IDP.certificate()))
                .contains(SUCCESS)
                .doesNotContain(PARTIAL);
    }

    /** The application that was told shows an error of its own, and the person tries again where it began. */
    @Test
    void logoutWhenAskedAgainByTheSameThenThatRequestIsAnswered() throws Exception {
        enter(DESK, FORM, WIKI);
        assertThat(ask(DESK, "_first", ADA).body()).contains("https://form.example.com/slo");
        HttpResponse<String> again =
                browser.get(server.uri(DESK.redirect("SAMLRequest", DESK.request("_second", ADA), "second")));
        String request = WIKI.received(again, "SAMLRequest", IDP.certificate());
        HttpResponse<String> answer = answer(WIKI, request, "Success");
        String response = DESK.received(answer, "SAMLResponse", IDP.certificate());

        assertThat(attribute(response, "InResponseTo")).isEqualTo("_second");
        assertThat(response).contains(PARTIAL);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).contains("&RelayState=second&"));
    }

    @Test
    void logoutWhenAnotherAsksMeanwhileThenThatOneIsAnsweredAndNotTold() throws Exception {
        enter(DESK, FORM, WIKI);
        ask(DESK, "_desk", ADA);
        String response = WIKI.received(ask(WIKI, "_wiki", ADA), "SAMLResponse", IDP.certificate());

        assertThat(attribute(response, "InResponseTo")).isEqualTo("_wiki");
        assertThat(response).contains(PARTIAL);
    }

    @Test
    void logoutWhenTheOneThatWasToldAsksInsteadThenTheFirstIsAnswered() throws Exception {
        enter(DESK, WIKI);
        WIKI.received(ask(DESK, "_began", ADA), "SAMLRequest", IDP.certificate());
        String response = DESK.received(ask(WIKI, "_instead", ADA), "SAMLResponse", IDP.certificate());

        assertThat(attribute(response, "InResponseTo")).isEqualTo("_began");
        assertThat(response).contains(PARTIAL);
    }

    @Test
    void logoutWhenTheNameIsAnotherThenNobodyIsSignedOut() throws Exception {
        enter(DESK);

        assertThat(DESK.received(ask(DESK, "_l7", "zoe@corp.example.com"), "SAMLResponse", IDP.certificate()))
                .contains(UNKNOWN);
        assertThat(isSignedIn()).isTrue();
    }

    /** Its own sign-in belonged to an earlier session here; the person is the same. */
    @Test
    void logoutWhenOnlyAnotherApplicationWasEnteredThenSignedOutAllTheSame() throws Exception {
        enter(FORM);
        HttpResponse<String> told = ask(DESK, "_earlier", ADA.toUpperCase(Locale.ROOT));

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(isSignedIn()).isFalse();
    }

    private String sessionIndexOf(SamlLogoutSide side) {
        HttpResponse<String> entered = browser.get(server.uri("/saml/start/" + side.name()));
        String xml =
                new String(Base64.getDecoder().decode(fields(entered).get("SAMLResponse")), StandardCharsets.UTF_8);
        return attribute(xml, "SessionIndex");
    }

    private static String naming(String request, String... sessionIndexes) {
        String elements = Arrays.stream(sessionIndexes)
                .map(index -> "<samlp:SessionIndex>" + index + "</samlp:SessionIndex>")
                .collect(Collectors.joining());
        return request.replace("</samlp:LogoutRequest>", elements + "</samlp:LogoutRequest>");
    }

    private HttpResponse<String> askNaming(SamlLogoutSide side, String id, String... sessionIndexes) {
        String request = naming(side.request(id, ADA), sessionIndexes);
        return browser.get(server.uri(side.redirect("SAMLRequest", request, "")));
    }

    @Test
    void logoutWhenTheSessionIsAmongThoseNamedThenSignedOut() throws Exception {
        enter(DESK);
        String index = sessionIndexOf(DESK);

        assertThat(DESK.received(
                        askNaming(DESK, "_named", "_earlier", "\n " + index + "\n"), "SAMLResponse", IDP.certificate()))
                .contains(SUCCESS);
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void logoutWhenPostedForTheSessionThenSignedOut() throws Exception {
        enter(DESK);
        String request = naming(DESK.request("_postedNamed", ADA), "_earlier", sessionIndexOf(DESK));
        post(DESK, "SAMLRequest", request);

        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void logoutWhenOnlyOtherSessionsAreNamedThenThisOneGoesOn() throws Exception {
        enter(DESK, WIKI);
        String ofWiki = sessionIndexOf(WIKI);

        for (String other : new String[] {"_earlier", "", ofWiki}) {
            String answer = DESK.received(askNaming(DESK, "_other", other), "SAMLResponse", IDP.certificate());
            assertThat(answer).contains(SUCCESS).doesNotContain(PARTIAL);
        }
        post(DESK, "SAMLRequest", naming(DESK.request("_other", ADA), ""));
        assertThat(isSignedIn()).isTrue();
    }

    /** Its own session is over, and what it names was never this one. */
    @Test
    void logoutWhenNotEnteredAndASessionIsNamedThenThisOneGoesOn() throws Exception {
        enter(WIKI);

        assertThat(DESK.received(askNaming(DESK, "_gone", "_earlier"), "SAMLResponse", IDP.certificate()))
                .contains(SUCCESS);
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void enterWhenAgainInTheSameSessionThenTheSameSessionIndex() {
        enter(DESK, WIKI);
        String first = sessionIndexOf(DESK);

        assertThat(sessionIndexOf(DESK)).isEqualTo(first);
        assertThat(sessionIndexOf(WIKI)).isNotEqualTo(first);
        browser.get(server.uri("/signout"));
        enter(DESK);
        assertThat(sessionIndexOf(DESK)).isNotEqualTo(first);
    }

    @Test
    void logoutWhenSignedInAndTheNameIsUnknownHereThenNotPretended() throws Exception {
        enter();

        assertThat(DESK.received(ask(DESK, "_unknown", ADA), "SAMLResponse", IDP.certificate()))
                .contains(UNKNOWN);
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void logoutWhenTheRequestWasUsedBeforeThenALaterSessionGoesOn() throws Exception {
        enter(DESK);
        String used = server.uri(DESK.redirect("SAMLRequest", DESK.request("_used", ADA), ""))
                .toString();
        browser.get(URI.create(used));
        enter(DESK);

        assertThat(browser.get(URI.create(used)).statusCode()).isEqualTo(400);
        assertThat(isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypted", "past"})
    void logoutWhenTheNameIsEncryptedOrTheTimeIsPastThenRefused(String how) {
        enter(DESK);
        String good = DESK.request("_" + how, ADA);
        String bad = how.equals("past")
                ? good.replace(" Version=", " NotOnOrAfter=\"2020-01-01T00:00:00Z\" Version=")
                : good.replaceFirst("<saml:NameID>.*</saml:NameID>", ENCRYPTED_ID);

        assertThat(bad).isNotEqualTo(good);
        assertThat(browser.get(server.uri(DESK.redirect("SAMLRequest", bad, "")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(isSignedIn()).isTrue();
        assertThat(browser.get(server.uri(DESK.redirect("SAMLRequest", good, "")))
                        .statusCode())
                .isEqualTo(302);
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void logoutWhenNobodyIsSignedInThenSuccess() throws Exception {
        assertThat(DESK.received(ask(DESK, "_l8", ADA), "SAMLResponse", IDP.certificate()))
                .contains(SUCCESS);
        assertThat(browser.hasSession()).isFalse();
    }

    @Test
    void logoutWhenNotSignedOrSignedByAnotherThenRefused() {
        enter(DESK);
        String request = DESK.request("_l9", ADA);

        assertThat(browser.get(server.uri("/saml/slo?" + SamlLogoutSide.unsigned("SAMLRequest", request, "")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.get(server.uri(WIKI.redirect("SAMLRequest", request, "")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void answerWhenNobodyWaitsForItThenRefused() throws Exception {
        assertThat(answer(WIKI, WIKI.request("_l10", ADA), "Success").statusCode())
                .isEqualTo(400);

        enter(DESK, WIKI);
        String request = WIKI.received(ask(DESK, "_l11", ADA), "SAMLRequest", IDP.certificate());
        assertThat(answer(DESK, request, "Success").statusCode()).isEqualTo(400);
        assertThat(answer(WIKI, WIKI.request("_other", ADA), "Success").statusCode())
                .isEqualTo(400);
    }

    @Test
    void getWithoutAMessageThenSignedOutHere() {
        enter(DESK);
        HttpResponse<String> page = browser.get(server.uri("/saml/slo"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("You are signed out");
        assertThat(isSignedIn()).isFalse();
    }

    private static String link(SamlLogoutSide side) {
        return "<a href=\"" + side.entityId() + "/bye?a=b&amp;c\">Our " + side.name() + " &amp; more</a>";
    }

    /** Nobody else is told, so whatever was entered stays open. */
    @ParameterizedTest
    @ValueSource(strings = {"/signout", "/saml/slo"})
    void getWithoutAMessageWhenApplicationsWereEnteredThenThePageLeadsToTheirLogout(String path) {
        enter(DESK, MUTE, WIKI);
        String page = browser.get(server.uri(path)).body();

        assertThat(page).contains("You may still be signed in to:").contains(link(MUTE), link(WIKI));
        assertThat(page).doesNotContain("desk.example.com").doesNotContain("form.example.com");
        assertThat(browser.get(server.uri(path)).body()).doesNotContain("You may still be signed in to:");
    }

    @Test
    void signOutWhenALogoutIsUnderWayThenThePageLeadsToThoseThatDidNotConfirm() throws Exception {
        enter(DESK, FORM, WIKI);
        ask(DESK, "_left", ADA);

        assertThat(browser.get(server.uri("/signout")).body()).contains(link(FORM), link(WIKI));
    }

    /** The one that asked takes no answer, so it ends here. */
    @Test
    void logoutWhenItEndsHereThenThePageLeadsToThoseThatDidNotConfirm() throws Exception {
        enter(FORM, MUTE, WIKI);
        String posted = FORM.receivedByPost(ask(MUTE, "_mute", ADA), "SAMLRequest", IDP.certificate());
        HttpResponse<String> wiki = post(FORM, "SAMLResponse", FORM.response(attribute(posted, "ID"), "Success"));
        String request = WIKI.received(wiki, "SAMLRequest", IDP.certificate());
        HttpResponse<String> page = answer(WIKI, request, "Responder");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("You are signed out")
                .contains(link(WIKI))
                .doesNotContain(link(FORM))
                .doesNotContain(link(MUTE));
    }

    /** By POST, since no address brings as much as the form does. */
    private HttpResponse<String> postWithRelayState(String id, String relayState) throws Exception {
        String message =
                SignedMessage.posted(DESK.request(id, ADA), DESK.keys().pair().getPrivate());
        return new Browser().post(server.uri("/saml/slo"), Map.of("SAMLRequest", message, "RelayState", relayState));
    }

    @Test
    void logoutWhenRelayStateIsLongThenItComesBackOrNothingHappens() throws Exception {
        enter(DESK);
        assertThat(postWithRelayState("_longer", "é".repeat(683)).statusCode()).isEqualTo(400);
        assertThat(isSignedIn()).isTrue();

        String longest = "é".repeat(682) + "abcd";
        HttpResponse<String> answer =
                browser.get(server.uri("").resolve(IdTokens.location(postWithRelayState("_longest", longest))));
        DESK.received(answer, "SAMLResponse", IDP.certificate());
        assertThat(SamlLogoutSide.parameters(
                        URI.create(IdTokens.location(answer)).getRawQuery()))
                .containsEntry("RelayState", longest);
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void postWithoutAMessageOrAnotherMethodThenRefused() {
        assertThat(browser.post(server.uri("/saml/slo"), Map.of("x", "y")).statusCode())
                .isEqualTo(400);
        HttpResponse<String> put = browser.method("PUT", server.uri("/saml/slo"));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void metadataThenBothBindings() throws Exception {
        String metadata = browser.get(server.uri("/saml/metadata")).body();

        Schemas.requireValid(metadata);
        assertThat(metadata.split("<md:SingleLogoutService ", -1)).hasSize(3);
    }
}
