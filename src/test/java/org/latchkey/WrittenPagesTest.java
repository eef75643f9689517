package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.documentation.CodeBlock;
import org.latchkey.documentation.Document;
import org.latchkey.refusal.Reason;

/** The reference says what the code reads. Where it does not, the page as it ought to be lies in {@code target}. */
final class WrittenPagesTest {

    /** Attributes of Tomcat, of a resource of any kind, and of a metric. */
    private static final Set<String> OTHERS = Set.of("maxHttpHeaderSize", "name", "type", "factory", "reason");

    private static final Path WRITTEN = Path.of("target", "written-pages");

    @ParameterizedTest
    @ValueSource(strings = {"configuration.md", "reasons.md"})
    void pageWhenWrittenAnewThenTheSame(String name) throws IOException {
        String page = Document.named(name).text();
        String written = WrittenPages.written(page);
        Files.createDirectories(WRITTEN);
        Files.writeString(WRITTEN.resolve(name), written);

        assertThat(page)
                .as("renew it by%n%s", CodeBlock.quote("building.md", "mvn test -Dtest=WrittenPagesTest"))
                .isEqualTo(written);
    }

    @Test
    void commandsOfTheDocumentationThenTheyRunThisAndCopyWhatItWrites() {
        assertThat(CodeBlock.of("building.md", "mvn test -Dtest=WrittenPagesTest")
                        .text()
                        .lines())
                .containsExactly(
                        "mvn test -Dtest=" + WrittenPagesTest.class.getSimpleName(),
                        "cp " + slashed(WRITTEN) + "/*.md " + slashed(Document.PAGES) + "/");
    }

    private static String slashed(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }

    @Test
    void attributesInSentencesThenEachIsKnown() {
        Pattern span = Pattern.compile("(?<!`)`([^`\n]+)`(?!`)");
        Pattern attribute = Pattern.compile("(?<![A-Za-z_.-])([A-Za-z]+)=\"");
        assertThat(Document.all())
                .allSatisfy(document -> assertThat(span.matcher(document.text())
                                .results()
                                .flatMap(
                                        code -> attribute.matcher(code.group(1)).results()))
                        .extracting(found -> found.group(1))
                        .as(document.name())
                        .isSubsetOf(WrittenPages.names(OTHERS)));
    }

    @Test
    void symptomsThenNoReasonIsNamedThatIsNone() {
        assertThat(Document.named("troubleshooting.md").text().split("[^A-Z_]+"))
                .filteredOn(word -> word.matches("[A-Z]+(_[A-Z]+)+"))
                .isSubsetOf(Arrays.stream(Reason.values()).map(Enum::name).toList());
    }
}
