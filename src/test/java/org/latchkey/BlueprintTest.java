package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.keys.SelfSigned;

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
    void readWhenTheSiteIsToSpeakAnUnknownLanguageThenAProblemThatNamesTheKnownOnes() {
        directory("corp", "domain", "corp.example.com");
        settings.set(0, new Settings("latchkey/site", Map.of("language", "german")));

        assertThat(Blueprint.read(settings, problems, Clock.systemUTC()).site().language())
                .isEqualTo(Locale.ENGLISH);
        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).contains("en, de, fr, es, pt, nl, ja"));
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

    @Test
    void readWhenASamlApplicationAndNoIdentityProviderThenOnlySamlIsClosed() {
        directory("corp", "domain", "corp.example.com");
        saml("one", "https://one.example");

        Blueprint blueprint = Blueprint.read(settings, problems, Clock.systemUTC());

        assertThat(blueprint.configuration().closed()).isFalse();
        assertThat(blueprint.saml().applications()).containsOnlyKeys("one").containsValue(Optional.empty());
        assertThat(problems.list()).extracting(Problem::resource).containsOnly("latchkey/saml");
        assertThat(problems.list())
                .extracting(Problem::attribute)
                .containsExactly("publicUrl", "keyFile", "certificateFile");
    }

    @Test
    void readWhenNoSamlApplicationThenNoIdentityProviderIsNeeded() {
        directory("corp", "domain", "corp.example.com");

        assertThat(Blueprint.read(settings, problems, Clock.systemUTC()).saml().identityProvider())
                .isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void readWhenTwoSamlApplicationsHaveOneEntityIdThenTheSecondIsClosed(@TempDir Path folder) throws IOException {
        SelfSigned self = SelfSigned.named("sso.corp.example.com");
        settings.set(0, new Settings("latchkey/site", Map.of("publicUrl", "https://sso.corp.example.com/latchkey")));
        settings.add(new Settings(
                "latchkey/saml",
                Map.of(
                        "keyFile",
                                Files.writeString(folder.resolve("key"), self.keyText())
                                        .toString(),
                        "certificateFile",
                                Files.writeString(folder.resolve("certificate"), self.certificateText())
                                        .toString())));
        directory("corp", "domain", "corp.example.com");
        saml("one", "https://one.example");
        saml("two", "https://one.example");

        Blueprint blueprint = Blueprint.read(settings, problems, Clock.systemUTC());

        assertThat(blueprint.saml().applications().get("one")).isPresent();
        assertThat(blueprint.saml().applications().get("two")).isEmpty();
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.resource()).isEqualTo("latchkey/app/two");
            assertThat(problem.expected()).startsWith("is the entity ID of latchkey/app/one already");
        });
    }

    private void saml(String id, String entityId) {
        settings.add(new Settings(
                "latchkey/app/" + id, Map.of("protocol", "saml", "spEntityId", entityId, "acs", entityId + "/acs")));
    }

    private void directory(String name, String... namesAndValues) {
        Map<String, String> attributes = new HashMap<>(Map.of("account", "svc@corp.example.com", "password", "secret"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        settings.add(new Settings("latchkey/directory/" + name, attributes));
    }
}
