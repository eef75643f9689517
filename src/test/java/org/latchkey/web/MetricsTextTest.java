package org.latchkey.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.latchkey.audit.Tally;
import org.latchkey.directory.ControllerFigures;
import org.latchkey.directory.ControllerStatus;
import org.latchkey.documentation.Document;

class MetricsTextTest {

    private static final Tally NOTHING = new Tally(Set.of());

    private static ControllerStatus status(String directory, ControllerStatus.State state) {
        return new ControllerStatus(
                directory,
                "dc1.corp.example.com:636",
                state,
                Optional.empty(),
                Optional.empty(),
                "",
                new ControllerFigures(3, Duration.ofMillis(1_250), 2, Duration.ofSeconds(70), 1, 7));
    }

    @Test
    void ofThenEachControllersFigures() {
        String labels = "{directory=\"corp\",controller=\"dc1.corp.example.com:636\"";

        assertThat(MetricsText.of(NOTHING, List.of(status("corp", ControllerStatus.State.ANSWERS))))
                .contains(
                        "# TYPE latchkey_directory_controller_up gauge\n",
                        "latchkey_directory_controller_up" + labels + "} 1\n",
                        "# TYPE latchkey_directory_connections gauge\n",
                        "latchkey_directory_connections" + labels + ",state=\"used\"} 1\n",
                        "latchkey_directory_connections" + labels + ",state=\"resting\"} 7\n",
                        "# TYPE latchkey_directory_request_seconds summary\n",
                        "latchkey_directory_request_seconds_count" + labels + ",outcome=\"answered\"} 3\n",
                        "latchkey_directory_request_seconds_sum" + labels + ",outcome=\"answered\"} 1.25\n",
                        "latchkey_directory_request_seconds_count" + labels + ",outcome=\"failed\"} 2\n",
                        "latchkey_directory_request_seconds_sum" + labels + ",outcome=\"failed\"} 70\n");
    }

    @Test
    void ofWhenAControllerIsLeftAloneThenItIsNotUp() {
        assertThat(MetricsText.of(NOTHING, List.of(status("corp", ControllerStatus.State.LEFT_ALONE))))
                .containsPattern("(?m)^latchkey_directory_controller_up\\{.*} 0$");
    }

    /** Prometheus refuses the whole page else. */
    @Test
    void ofWhenAControllerIsListedTwiceThenNoLineComesTwice() {
        ControllerStatus status = status("corp", ControllerStatus.State.ANSWERS);

        assertThat(MetricsText.of(NOTHING, List.of(status, status)).lines()).doesNotHaveDuplicates();
    }

    @Test
    void ofWhenANameHasQuotationMarksThenTheyAreEscaped() {
        assertThat(MetricsText.of(NOTHING, List.of(status("a\"b\\c", ControllerStatus.State.ANSWERS))))
                .contains("{directory=\"a\\\"b\\\\c\",");
    }

    @Test
    void ofThenTheDocumentationNamesEachMetricAndNoOther() {
        assertThat(names("# TYPE (\\S+) ", MetricsText.of(NOTHING, List.of())))
                .isEqualTo(names(
                        "(?m)^\\| `(latchkey_[a-z_]+)`",
                        Document.named("operating.md").text()));
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void ofWhenNothingHappenedThenOnlyTypes() {
        assertThat(MetricsText.of(NOTHING, List.of()).lines())
                .hasSize(10)
                .allSatisfy(line -> assertThat(line).startsWith("# "));
    }
}
