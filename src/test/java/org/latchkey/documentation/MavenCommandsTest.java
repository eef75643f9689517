package org.latchkey.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The build's own commands: CI runs the suites, and what they name is in the build. */
final class MavenCommandsTest {

    @Test
    void commandsThenTheirProfilesAndPluginsAreThereAndCiRunsTheSuites() throws IOException {
        CodeBlock block = CodeBlock.of("building.md", "mvn -Pdemo");
        String build = Files.readString(Path.of("pom.xml"));
        String ci = Files.readString(Path.of(".ci", "run"));

        assertThat(block.lines())
                .containsExactly("mvn -Pdemo", "mvn verify", "mvn verify -Preal", "mvn package", "mvn site");
        Pattern.compile("-P(\\w+)")
                .matcher(block.text())
                .results()
                .forEach(profile -> assertThat(build).contains("<id>" + profile.group(1) + "</id>"));
        assertThat(build).contains("<artifactId>maven-site-plugin</artifactId>");
        assertThat(ci).contains("mvn -B -ntp verify\n", "mvn -B -ntp verify -Preal");
    }
}
