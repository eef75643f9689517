package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The metrics where nobody may read them, and where nothing else works. */
class MetricsClosedIT {

    private static HttpResponse<String> metrics(Descriptor descriptor) {
        try (LatchkeyServer server = LatchkeyServer.start(descriptor.xml())) {
            return new Browser().get(server.uri("/metrics"));
        }
    }

    @Test
    void getWhenNobodyMayThenNoSuchPage() {
        assertThat(metrics(Descriptor.standard()).statusCode()).isEqualTo(404);
    }

    @Test
    void getWhenTheConfigurationIsBrokenThenStillThere() {
        HttpResponse<String> answer =
                metrics(Descriptor.empty().resource("site", Map.of("metricsFrom", "127.0.0.1 ::1")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("# TYPE latchkey_refusals_total counter");
    }
}
