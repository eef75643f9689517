package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.FreshworksStandIn;
import org.latchkey.demo.SamlKeyPair;
import org.latchkey.demo.TemporaryDirectory;

/** The demo's organisation with SAML, and Latchkey as the demo configures it. */
class DemoOrganisationIT {

    private static final String PUBLIC_URL = "http://sso.corp.example.com/latchkey";

    private static TemporaryDirectory keys;
    private static FreshworksStandIn freshworks;
    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        keys = TemporaryDirectory.create("organisation");
        SamlKeyPair saml = SamlKeyPair.create(keys);
        freshworks = FreshworksStandIn.start();
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("publicUrl", PUBLIC_URL))
                .resource(
                        "saml",
                        Map.of(
                                "keyFile", saml.keyFile().toString(),
                                "certificateFile", saml.certificateFile().toString()))
                .resource(
                        "app/organisation",
                        Map.of(
                                "protocol",
                                "saml",
                                "spEntityId",
                                FreshworksStandIn.SAML_ENTITY_ID,
                                "acs",
                                freshworks.consumer().toString()))
                .xml());
        freshworks.saveSaml(URI.create(PUBLIC_URL + "/saml/sso"), PUBLIC_URL + "/saml/metadata", saml.certificate());
    }

    @AfterAll
    static void stop() {
        server.close();
        freshworks.close();
        keys.close();
    }

    @Test
    void organisationWhenSignedInThenTheAssertionIsShownAndCountsOnce() {
        Browser browser = new Browser();
        HttpResponse<String> begun = browser.get(freshworks.startPage().resolve("/organisation"));
        String query = URI.create(IdTokens.location(begun)).getRawQuery();
        String token = DemoParts.kdc().ticketFor(DemoPeople.ZOE).spnego("HTTP@localhost");
        HttpResponse<String> answer =
                browser.get(server.uri("/saml/sso?" + query), "Authorization", "Negotiate " + token);
        Map<String, String> fields = SamlApplicationSide.fields(answer);

        HttpResponse<String> accepted = browser.post(freshworks.consumer(), fields);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
        assertThat(accepted.body())
                .contains(DemoPeople.ZOE.mail(), "FirstName", "/a/dashboard?from=&lt;saml&gt;")
                .doesNotContain("<saml2:Assertion");
        assertThat(browser.post(freshworks.consumer(), fields).statusCode()).isEqualTo(400);
    }

    @Test
    void organisationWhenTheResponseIsNoneThenRefused() {
        assertThat(new Browser()
                        .post(freshworks.consumer(), Map.of("SAMLResponse", "PGEvPg=="))
                        .statusCode())
                .isEqualTo(400);
    }
}
