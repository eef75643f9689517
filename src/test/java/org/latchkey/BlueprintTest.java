package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;

/** What the directories of a configuration may and may not be. */
class BlueprintTest {

    private final Problems problems = new Problems();
    private final List<Settings> settings = new ArrayList<>(List.of(new Settings("latchkey/site", Map.of())));

    @Test
    void readWhenThereAreSeveralDirectoriesThenFine() {
        directory("corp", "domain", "corp.example.com");
        directory("europe", "domain", "eu.example.net", "globalCatalog", "dc1.eu.example.net");

        assertThat(Blueprint.read(settings, problems, Clock.systemUTC())
                        .configuration()
                        .closed())
                .isFalse();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void readWhenOneDirectoryHasErrorsThenEverythingIsClosed() {
        directory("corp", "domain", "corp.example.com");
        directory("europe", "domain", "eu.example.net", "tls", "perhaps");

        assertThat(Blueprint.read(settings, problems, Clock.systemUTC())
                        .configuration()
                        .closed())
                .isTrue();
        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.resource()).isEqualTo("latchkey/directory/europe"));
    }

    @Test
    void readWhenTwoDirectoriesHaveTheSameDomainOrNameThenAProblemOfTheSecond() {
        directory("corp", "domain", "corp.example.com", "netbiosName", "CORP");
        directory("again", "domain", "CORP.example.com", "netbiosName", "corp");

        assertThat(Blueprint.read(settings, problems, Clock.systemUTC())
                        .configuration()
                        .closed())
                .isTrue();
        assertThat(problems.list()).extracting(Problem::resource).containsOnly("latchkey/directory/again");
        assertThat(problems.list()).extracting(Problem::attribute).containsExactly("domain", "netbiosName");
        assertThat(problems.list())
                .extracting(Problem::expected)
                .allSatisfy(text -> assertThat(text).contains("latchkey/directory/corp"));
    }

    @Test
    void readWhenThereIsNoDirectoryThenAProblem() {
        assertThat(Blueprint.read(settings, problems, Clock.systemUTC())
                        .configuration()
                        .closed())
                .isTrue();
        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).startsWith("is missing"));
    }

    private void directory(String name, String... namesAndValues) {
        Map<String, String> attributes = new HashMap<>(Map.of("account", "svc@corp.example.com", "password", "secret"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        settings.add(new Settings("latchkey/directory/" + name, attributes));
    }
}
