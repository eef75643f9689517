package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;

/** What Prometheus reads, and who else may not. */
class MetricsIT {

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = start(Map.of("metricsFrom", "127.0.0.1 ::1", "trustedProxies", "127.0.0.1"));
    }

    private static LatchkeyServer start(Map<String, String> site) {
        return LatchkeyServer.start(Descriptor.standard()
                .resource("site", site)
                .jwt(
                        "helpdesk",
                        Map.of(
                                "protocol",
                                "jwt",
                                "redirectUri",
                                "https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                                "key",
                                SigningKeys.pem(SigningKeys.rsa(2048)).replace("\n", "")))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> metrics(String... headers) {
        return new Browser().get(server.uri("/metrics"), headers);
    }

    @Test
    void getThenSignInsRefusalsAndControllers() {
        String path = "/jwt/helpdesk?state=s&nonce=n";
        String token = DemoParts.kdc().ticketFor(DemoPeople.ADA).spnego("HTTP@localhost");
        assertThat(new Browser()
                        .get(server.uri(path), "Authorization", "Negotiate " + token)
                        .statusCode())
                .isEqualTo(302);
        new Browser().get(server.uri("/jwt/helpdesk?nonce=n"));
        new Browser().get(server.uri("/jwt/made-up?state=s&nonce=n"));

        HttpResponse<String> answer = metrics();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;version=0.0.4;charset=utf-8");
        assertThat(answer.body())
                .contains(
                        "latchkey_sign_ins_total{application=\"helpdesk\",mechanism=\"KERBEROS\"} 1\n",
                        "latchkey_refusals_total{application=\"helpdesk\",reason=\"STATE_MISSING\"} 1\n",
                        "latchkey_refusals_total{application=\"\",reason=\"APPLICATION_UNKNOWN\"} 1\n")
                .containsPattern(
                        "latchkey_directory_controller_up\\{directory=\"corp\",controller=\"localhost:\\d+\"} 1\n")
                .containsPattern("latchkey_directory_connections\\{.*,state=\"resting\"} 1\n")
                .containsPattern("latchkey_directory_request_seconds_count\\{.*,outcome=\"answered\"} [1-9]")
                .doesNotContain("made-up", "ada");
    }

    @Test
    void getWhenForwardedForAnotherAddressThenNoSuchPage() {
        assertThat(metrics("X-Forwarded-For", "203.0.113.9").statusCode()).isEqualTo(404);
        assertThat(metrics("Via", "1.1 proxy").statusCode()).isEqualTo(404);
    }

    @Test
    void postThenNotAllowed() {
        HttpResponse<String> answer = new Browser().method("POST", server.uri("/metrics"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }
}
