package org.latchkey.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each block of commands or settings in the documentation is run or read by a test, or stands under the words "Windows only".
 * Those of README.md stand on a page, too, line for line, so that the two do not part.
 */
final class CommandBlocksTest {

    private static final String WINDOWS_ONLY = "Windows only";
    private static final Set<String> OF_WINDOWS = Set.of("bat", "powershell");
    private static final Pattern USE =
            Pattern.compile("CodeBlock\\.of\\(\\s*\"([^\"]+)\",\\s*\"((?:[^\"\\\\]|\\\\.)+)\"");

    /** A text, or (without a group) a remark of a Java file. */
    private static final Pattern TEXT_OR_REMARK = Pattern.compile(
            "(\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"|'(?:\\\\.|[^'\\\\])')|//[^\n]*|/\\*(?s:.*?)\\*/");

    /** Programs of Linux: what calls one is a command, wherever it stands. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?:openssl|ssh-keygen|curl|kinit|klist|kvno|keytool|mvn|install|net|samba-tool|msktutil|chmod|chown|sudo"
                    + "|systemctl|ldapsearch|apt|cp|echo|sh|bash) .+");

    static List<CodeBlock> blocks() {
        return CodeBlock.all();
    }

    static List<CodeBlock> blocksOfReadme() {
        return blocks().stream()
                .filter(block ->
                        block.page().equals("README.md") && !block.language().equals("text"))
                .toList();
    }

    /** The calls by which the tests take blocks. */
    private static List<MatchResult> uses() throws IOException {
        List<MatchResult> uses = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                String code = TEXT_OR_REMARK
                        .matcher(Files.readString(file))
                        .replaceAll(found -> Matcher.quoteReplacement(Objects.requireNonNullElse(found.group(1), "")));
                USE.matcher(code).results().forEach(uses::add);
            }
        }
        return uses;
    }

    private static boolean takes(MatchResult use, CodeBlock block) {
        return use.group(1).equals(block.page())
                && block.text().startsWith(use.group(2).translateEscapes());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void blockThenATestTakesItOrItIsMarked(CodeBlock block) throws IOException {
        switch (block.language()) {
            case "text" ->
                assertThat(block.lines())
                        .noneMatch(line -> COMMAND.matcher(line).matches());
            case "json" -> assertThat(new ObjectMapper().readTree(block.text())).isNotEmpty();
            case "bat", "powershell" ->
                assertThat(block.marks() + Document.named(block.page()).head()).contains(WINDOWS_ONLY);
            case "sh", "xml", "ini" ->
                assertThat(block.page().equals("README.md")
                                || block.isOfDescriptor()
                                || uses().stream().anyMatch(use -> takes(use, block)))
                        .as("no test takes this block by CodeBlock.of")
                        .isTrue();
            default -> throw new AssertionError("say what this is behind the fence: text, json, bat, sh, xml or ini");
        }
    }

    @ParameterizedTest
    @MethodSource("blocksOfReadme")
    void blockOfReadmeThenEachLineStandsOnAPage(CodeBlock block) {
        List<String> lines = blocks().stream()
                .filter(other -> !other.page().equals("README.md"))
                .filter(other -> other.language().equals(block.language()))
                .flatMap(other -> other.lines().stream())
                .toList();

        assertThat(lines).containsAll(block.lines());
    }

    /** What is no fenced block of three backticks, no test would see. */
    @Test
    void textThenNoBlockOfAnotherKind() {
        assertThat(Document.all())
                .allSatisfy(document -> assertThat(document.unfenced())
                        .as(document.name())
                        .doesNotContainPattern("(?m)^\\s*~~~|^\\s*```|\n\\s*\n(?: {4}|\t)"));
    }

    /** A command in the midst of a sentence is one of a block, or belongs to Windows. */
    @Test
    void commandInASentenceThenABlockHasItOrItIsMarked() {
        String commands = blocks().stream()
                .filter(block -> !OF_WINDOWS.contains(block.language()))
                .map(CodeBlock::text)
                .collect(Collectors.joining());
        Document.all()
                .forEach(document -> document.paragraphs().stream()
                        .filter(paragraph -> !(paragraph + document.head()).contains(WINDOWS_ONLY))
                        .flatMap(paragraph -> Pattern.compile("(?<!`)`([^`\n]+)`(?!`)")
                                .matcher(paragraph)
                                .results())
                        .map(span -> span.group(1))
                        .filter(span -> COMMAND.matcher(span).matches())
                        .forEach(command ->
                                assertThat(commands).as(document.name()).contains(command)));
    }

    @Test
    void usesThenEachTakesABlock() throws IOException {
        assertThat(uses())
                .isNotEmpty()
                .allSatisfy(use -> assertThat(
                                CodeBlock.of(use.group(1), use.group(2).translateEscapes()))
                        .isNotNull());
    }
}
