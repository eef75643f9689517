package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.SamlKeyPair;
import org.latchkey.demo.TemporaryDirectory;
import org.latchkey.saml.Schemas;

/** The identity provider's metadata over HTTP: for anybody, and cheap to ask for again. */
class SamlMetadataIT {

    private static final String PUBLIC_URL = "https://sso.corp.example.com/latchkey";

    private static TemporaryDirectory keys;
    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        keys = TemporaryDirectory.create("saml-metadata");
        SamlKeyPair idp = SamlKeyPair.create(keys);
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("publicUrl", PUBLIC_URL))
                .resource(
                        "saml",
                        Map.of(
                                "keyFile", idp.keyFile().toString(),
                                "certificateFile", idp.certificateFile().toString()))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
        keys.close();
    }

    private static HttpResponse<String> ask(String method, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/saml/metadata"))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void getThenMetadataValidByTheSchema() throws Exception {
        HttpResponse<String> answer = ask("GET");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/samlmetadata+xml"));
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body())
                .contains("entityID=\"" + PUBLIC_URL + "/saml/metadata\"")
                .contains("Location=\"" + PUBLIC_URL + "/saml/sso\"");
        Schemas.requireValid(answer.body());
    }

    @Test
    void headThenTheSameHeadersAndNoBody() throws Exception {
        HttpResponse<String> get = ask("GET");
        HttpResponse<String> head = ask("HEAD");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag"))
                .isPresent()
                .isEqualTo(get.headers().firstValue("ETag"));
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
    }

    @Test
    void getWhenNothingHasChangedThenNotModified() throws Exception {
        String tag = ask("GET").headers().firstValue("ETag").orElseThrow();

        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            HttpResponse<String> answer = ask("GET", "If-None-Match", known);
            assertThat(answer.statusCode()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(ask("GET", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void askWhenAnotherMethodThenNotAllowed(String method) throws Exception {
        HttpResponse<String> answer = ask(method);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }
}
