package org.latchkey.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and keys, inline and in files: what a problem may say about them, and what it may not. */
final class SecretSettingsTest {

    private static final Attribute PASSWORD = Attribute.of("password", "a password", "");
    private static final Attribute PASSWORD_FILE = Attribute.of("passwordFile", "the path of a file", "");

    private final Problems problems = new Problems();

    @TempDir
    Path directory;

    private SettingsReader reader(Map<String, String> attributes) {
        return new SettingsReader(
                new Settings("latchkey/directory/corp", attributes), problems, List.of(PASSWORD, PASSWORD_FILE));
    }

    private Supplier<Secret> secret(Map<String, String> attributes) {
        return reader(attributes).secret(PASSWORD, PASSWORD_FILE);
    }

    private Supplier<Secret> secretInFile(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("password"), content);
        return secret(Map.of("passwordFile", file.toString()));
    }

    private Problem onlyProblem() {
        assertThat(problems.list()).hasSize(1);
        return problems.list().get(0);
    }

    @Test
    void secretWhenInlineThenThat() {
        assertThat(secret(Map.of("password", " pass word ")).get().reveal()).isEqualTo("pass word");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void secretWhenNeitherInlineNorFileThenProblem() {
        assertThat(secret(Map.of())).isNull();
        assertThat(onlyProblem().expected()).isEqualTo("expected either password or passwordFile");
        assertThat(onlyProblem().attribute()).isEqualTo("password");
    }

    @Test
    void secretWhenBothInlineAndFileThenProblemThatQuotesNeither() {
        assertThat(secret(Map.of("password", "hunter2", "passwordFile", "somewhere")))
                .isNull();
        assertThat(onlyProblem().expected()).isEqualTo("expected either password or passwordFile, not both");
        assertThat(onlyProblem().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pa ss",
                "pa ss\n",
                "pa ss\r\n",
                "\uFEFFpa ss",
                "\uFEFFpa ss\r\n",
                "pa ss\r\nsecond line\r\n",
                "pa ss\n\n\n"
            })
    void secretFileWhenWrittenByAnyEditorThenItsFirstLine(String content) throws IOException {
        assertThat(secretInFile(content.getBytes(UTF_8)).get().reveal()).isEqualTo("pa ss");
    }

    @Test
    void secretFileWhenItHasSpacesAtItsEndsThenTheyBelongToThePassword() throws IOException {
        assertThat(secretInFile(" pass \n".getBytes(UTF_8)).get().reveal()).isEqualTo(" pass ");
    }

    @Test
    void secretFileWhenNotAsciiThenUtf8() throws IOException {
        assertThat(secretInFile("schlüßel€😀".getBytes(UTF_8)).get().reveal()).isEqualTo("schlüßel€😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\uFEFF", "\uFEFF\r\n", "\npassword on the second line"})
    void secretFileWhenItsFirstLineIsEmptyThenProblem(String content) throws IOException {
        assertThat(secretInFile(content.getBytes(UTF_8))).isNull();
        assertThat(onlyProblem().expected()).isEqualTo("is empty");
        assertThat(onlyProblem().attribute()).isEqualTo("passwordFile");
    }

    @Test
    void secretFileWhenWindowsPowerShellWroteItInUtf16ThenProblemThatSaysSo() throws IOException {
        assertThat(secretInFile("hunter2\r\n".getBytes(UTF_16))).isNull();
        assertThat(onlyProblem().expected()).contains("not in UTF-8");
    }

    @Test
    void secretFileWhenUtf16WithoutMarkThenProblemThatSaysSo() throws IOException {
        assertThat(secretInFile("hunter2\r\n".getBytes(UTF_16LE))).isNull();
        assertThat(onlyProblem().expected()).contains("not in UTF-8");
    }

    @Test
    void secretFileWhenInAnOldCodePageThenProblemInsteadOfAnotherPassword() throws IOException {
        assertThat(secretInFile("schlüssel".getBytes(ISO_8859_1))).isNull();
        assertThat(onlyProblem().toString())
                .contains("not in UTF-8")
                .doesNotContain("schl")
                .doesNotContain("ssel");
    }

    @Test
    void secretFileWhenAbsentThenProblemWithItsPath() {
        Path missing = directory.resolve("missing");

        assertThat(secret(Map.of("passwordFile", missing.toString()))).isNull();
        assertThat(onlyProblem().seen()).isEqualTo(missing.toString());
        assertThat(onlyProblem().expected())
                .isEqualTo("cannot be read by the account that Tomcat runs as: NoSuchFileException");
    }

    @Test
    void secretFileWhenADirectoryThenProblem() {
        assertThat(secret(Map.of("passwordFile", directory.toString()))).isNull();
        assertThat(onlyProblem().expected()).startsWith("cannot be read by the account that Tomcat runs as");
    }

    @Test
    void fileWhenAKeyItselfWasPastedInsteadOfItsPathThenProblemThatDoesNotQuoteIt() {
        String pasted = "-----BEGIN RSA PRIVATE KEY-----MIIEpAIBAAKCAQEA-----END RSA PRIVATE KEY-----";

        assertThat(secret(Map.of("passwordFile", pasted))).isNull();
        assertThat(onlyProblem().expected()).isEqualTo("expected the path of a file, and this is the key itself");
        assertThat(onlyProblem().toString()).doesNotContain("MIIE");
    }

    @Test
    void fileWhenAbsentThenNeitherValueNorProblem() {
        assertThat(reader(Map.of()).file(PASSWORD_FILE, String::new)).isNull();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void fileWhenItsContentIsRefusedThenTheParsersWords() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "hunter2");
        Supplier<String> value = reader(Map.of("passwordFile", file.toString())).file(PASSWORD_FILE, content -> {
            throw new IllegalArgumentException("expected a key");
        });

        assertThat(value).isNull();
        assertThat(onlyProblem())
                .isEqualTo(new Problem(
                        Problem.Severity.ERROR,
                        "latchkey/directory/corp",
                        "passwordFile",
                        file.toString(),
                        "expected a key"));
    }

    @Test
    void inlineWhenItsContentIsRefusedThenTheParsersWordsWithoutTheValue() {
        Supplier<String> value = reader(Map.of("password", "hunter2"))
                .inlineOrFile(PASSWORD, PASSWORD_FILE, content -> {
                    throw new IllegalArgumentException("expected a key");
                });

        assertThat(value).isNull();
        assertThat(onlyProblem())
                .isEqualTo(new Problem(
                        Problem.Severity.ERROR, "latchkey/directory/corp", "password", "", "expected a key"));
    }

    @Test
    void inlineWhenAskedTwiceThenParsedOnce() {
        int[] parsed = {0};
        Supplier<Integer> value =
                reader(Map.of("password", "x")).inlineOrFile(PASSWORD, PASSWORD_FILE, content -> ++parsed[0]);

        assertThat(value.get()).isEqualTo(1);
        assertThat(value.get()).isEqualTo(1);
    }

    @Test
    void secretFileWhenItChangesThenTheNewPassword() throws IOException {
        Supplier<Secret> secret = secretInFile("old".getBytes(UTF_8));
        assertThat(secret.get().reveal()).isEqualTo("old");

        Files.writeString(directory.resolve("password"), "brand-new\r\n");

        assertThat(secret.get().reveal()).isEqualTo("brand-new");
    }
}
