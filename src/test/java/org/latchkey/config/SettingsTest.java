package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "latchkey/site,site,''",
        "latchkey/windows,windows,''",
        "latchkey/directory/corp,directory,corp",
        "latchkey/app/freshservice,app,freshservice",
        "latchkey/app/a/b,app,a/b",
        "latchkey/app/,app,''",
        "latchkey/app,app,''",
        "latchkey/,'',''",
        "latchkey,'',''",
        "latch,'',''",
        "'','',''",
        "latchkey//x,'',x"
    })
    void kindAndIdWhenNamedOddlyThenWithoutException(String resource, String kind, String id) {
        Settings settings = new Settings(resource, Map.of());

        assertThat(settings.kind()).isEqualTo(kind);
        assertThat(settings.id()).isEqualTo(id);
    }

    @Test
    void toStringThenTheNameAndNoValue() {
        assertThat(new Settings("latchkey/app/x", Map.of("key", "s3cret"))).hasToString("latchkey/app/x");
    }

    @Test
    void attributesWhenTheOriginalChangesThenStay() {
        Map<String, String> original = new HashMap<>(Map.of("title", "one"));
        Settings settings = new Settings("latchkey/site", original);

        original.put("title", "two");

        assertThat(settings.attributes()).containsExactly(Map.entry("title", "one"));
    }

    @Test
    void configurationWhenNothingIsThereThenEmpty() {
        assertThat(new Configuration(List.of(), List.of(), false).isEmpty()).isTrue();
        assertThat(new Configuration(List.of(new Settings("latchkey/site", Map.of())), List.of(), false).isEmpty())
                .isFalse();
    }

    @Test
    void configurationWhenOnlyAProblemIsThereThenNotEmpty() {
        Problem problem = new Problem(Problem.Severity.ERROR, "latchkey/site", "", "", "is broken");

        assertThat(new Configuration(List.of(), List.of(problem), true).isEmpty())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "title,a b,'ERROR: latchkey/site title: is \"a b\", expected x'",
        "title,'','ERROR: latchkey/site title: expected x'",
        "'',a,'ERROR: latchkey/site: is \"a\", expected x'",
        "'','','ERROR: latchkey/site: expected x'"
    })
    void problemThenOneSentence(String attribute, String seen, String sentence) {
        assertThat(new Problem(Problem.Severity.ERROR, "latchkey/site", attribute, seen, "expected x"))
                .hasToString(sentence);
    }
}
