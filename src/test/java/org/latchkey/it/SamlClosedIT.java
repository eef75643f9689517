package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An identity provider with errors in its configuration: its addresses are closed for a while, and not gone. */
class SamlClosedIT {

    private static final SamlApplicationSide DESK = new SamlApplicationSide(
            "https://desk.example.com", "https://desk.example.com/acs", "https://sso.example.com/latchkey/saml/sso");

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("publicUrl", "https://sso.example.com/latchkey"))
                .resource("saml", Map.of("keyFile", "none.key", "certificateFile", "none.crt"))
                .resource("app/desk", Map.of("protocol", "saml", "spEntityId", DESK.entityId(), "acs", DESK.consumer()))
                .application("helpdesk", Map.of())
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void requireClosed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("This application is being set up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/saml/metadata", "/saml/sso", "/saml/start/desk", "/go/desk"})
    void getThenClosed(String path) {
        requireClosed(new Browser().get(server.uri(path)));
    }

    @Test
    void requestThenClosed() {
        requireClosed(
                new Browser().get(server.uri(SamlApplicationSide.redirect(DESK.request("_a"), Optional.empty()))));
        requireClosed(new Browser().post(server.uri("/saml/sso"), Map.of("SAMLRequest", "x")));
        requireClosed(new Browser().post(server.uri("/saml/slo"), Map.of("SAMLRequest", "x")));
    }

    @Test
    void getOfLogoutThenSignedOutHere() {
        HttpResponse<String> page = new Browser().get(server.uri("/saml/slo"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("You are signed out");
    }
}
