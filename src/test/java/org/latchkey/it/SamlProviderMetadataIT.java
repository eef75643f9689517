package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.it.SamlApplicationSide.fields;
import static org.latchkey.it.SamlApplicationSide.redirect;
import static org.latchkey.saml.ProviderMetadata.consumer;
import static org.latchkey.saml.ProviderMetadata.entity;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.FreshworksSamlCheck;
import org.latchkey.keys.SelfSigned;

/** Where answers go of a service provider with several places for them, and what becomes of one whose metadata are too old. */
class SamlProviderMetadataIT {

    private static final String PUBLIC_URL = "http://sso.corp.example.com/latchkey";
    private static final SelfSigned IDP = SelfSigned.named("sso.corp.example.com");

    @TempDir
    private static Path folder;

    private static LatchkeyServer server;

    private final Browser browser = new Browser();

    @BeforeAll
    static void start() throws IOException {
        server = LatchkeyServer.start(Descriptor.standard()
                .resource(
                        "site",
                        Map.of(
                                "publicUrl",
                                PUBLIC_URL,
                                "auditFile",
                                folder.resolve("audit.log").toString()))
                .resource(
                        "saml",
                        Map.of(
                                "keyFile", write("idp.key", IDP.keyText()),
                                "certificateFile", write("idp.crt", IDP.certificateText())))
                .resource(
                        "app/written",
                        Map.of(
                                "protocol", "saml",
                                "spEntityId", "https://written.example.com",
                                "acs", "https://written.example.com/one https://written.example.com/two"))
                .resource(
                        "app/file",
                        Map.of(
                                "protocol",
                                "saml",
                                "metadataFile",
                                write("file.xml", metadata("https://file.example.com", "2090-01-01T00:00:00Z"))))
                .resource(
                        "app/aging",
                        Map.of(
                                "protocol",
                                "saml",
                                "metadataFile",
                                write("aging.xml", metadata("https://aging.example.com", "2090-01-01T00:00:00Z"))))
                .xml());
    }

    private static String metadata(String entityId, String validUntil) {
        return entity(
                entityId,
                "validUntil=\"" + validUntil + "\"",
                "",
                consumer(3, "", entityId + "/one") + consumer(7, "", entityId + "/two"));
    }

    private static String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SamlApplicationSide side(String name, String consumer) {
        String entityId = "https://" + name + ".example.com";
        return new SamlApplicationSide(entityId, entityId + "/" + consumer, PUBLIC_URL + "/saml/sso");
    }

    private HttpResponse<String> ask(String request) {
        return browser.withTicket(DemoPeople.ADA, server.uri(redirect(request, Optional.empty())));
    }

    /** A strict service provider at that very place accepts it: Destination and Recipient are its own. */
    private static void requireAnswered(HttpResponse<String> answer, SamlApplicationSide place, String id)
            throws Exception {
        assertThat(answer.body()).contains("<form method=\"post\" action=\"" + place.consumer() + "\">");
        FreshworksSamlCheck check = new FreshworksSamlCheck(
                IDP.certificate(),
                PUBLIC_URL + "/saml/metadata",
                place.entityId(),
                place.consumer(),
                Clock.systemUTC());

        assertThat(check.person(fields(answer).get("SAMLResponse"), Optional.of(id))
                        .nameId())
                .isEqualTo(DemoPeople.ADA.mail());
    }

    @ParameterizedTest
    @CsvSource({"written, one", "written, two", "file, one", "file, two"})
    void signInWhenOneOfSeveralPlacesIsNamedByItsAddressThenAnsweredThere(String name, String consumer)
            throws Exception {
        SamlApplicationSide place = side(name, consumer);
        String id = "_" + name + consumer;

        requireAnswered(ask(place.request(id)), place, id);
    }

    /** By hand, the first one has the index 0. */
    @ParameterizedTest
    @CsvSource({"written, 0, one", "written, 1, two", "file, 3, one", "file, 7, two"})
    void signInWhenOneOfSeveralPlacesIsNamedByItsIndexThenAnsweredThere(String name, String index, String consumer)
            throws Exception {
        SamlApplicationSide place = side(name, consumer);
        String id = "_" + name + index;
        String byAddress = place.request(id);
        String byIndex = byAddress.replace(
                "AssertionConsumerServiceURL=\"" + place.consumer() + "\"",
                "AssertionConsumerServiceIndex=\"" + index + "\"");
        assertThat(byIndex).isNotEqualTo(byAddress);

        requireAnswered(ask(byIndex), place, id);
    }

    /** It aged while Latchkey ran; at start, it would have been an error of the configuration. */
    @Test
    void signInWhenTheMetadataHaveExpiredThenUnavailableUntilThereAreNewOnes() throws Exception {
        SamlApplicationSide place = side("aging", "two");
        requireAnswered(ask(place.request("_fresh")), place, "_fresh");

        // Of another length, so that even a file system of coarse times tells it apart.
        write("aging.xml", metadata("https://aging.example.com", "2020-01-01T00:00:00.000Z"));
        requireUnavailable(ask(place.request("_old")));
        requireUnavailable(browser.withTicket(DemoPeople.ADA, server.uri("/saml/start/aging")));

        write("aging.xml", metadata("https://aging.example.com", "2090-01-01T00:00:00Z"));
        requireAnswered(ask(place.request("_renewed")), place, "_renewed");
    }

    private static void requireUnavailable(HttpResponse<String> answer) throws IOException {
        List<String> audited = Files.readAllLines(folder.resolve("audit.log"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("SAMLResponse");
        assertThat(audited.get(audited.size() - 1)).contains("\"reason\":\"SAML_METADATA_EXPIRED\"");
    }
}
