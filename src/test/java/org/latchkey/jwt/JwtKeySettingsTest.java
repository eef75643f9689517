package org.latchkey.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Problem;
import org.latchkey.keys.KeyTexts;

/** The signing key of an application: inline or in a file, strong enough or not. */
final class JwtKeySettingsTest {

    private static final String KEY_OF_1024 = KeyTexts.pkcs8(KeyTexts.rsa(1024).getPrivate());

    private final DescribedApplication described = new DescribedApplication();

    @Test
    void readWhenThereIsNoKeyThenProblem() {
        assertThat(described.without("key").broken().expected()).isEqualTo("expected either key or keyFile");
    }

    @Test
    void readWhenThereAreBothKeyAndFileThenProblem() {
        Problem problem = described.with("keyFile", "key.pem").broken();

        assertThat(problem.expected()).isEqualTo("expected either key or keyFile, not both");
        assertThat(problem.toString()).doesNotContain("MII");
    }

    @Test
    void readWhenTheKeyIsDamagedThenProblemWithoutAPieceOfIt() {
        Problem problem = described
                .with("key", DescribedApplication.ONE_LINE.substring(0, 400))
                .broken();

        assertThat(problem.attribute()).isEqualTo("key");
        assertThat(problem.seen()).isEmpty();
        assertThat(problem.toString()).doesNotContain("MII");
    }

    @Test
    void readWhenTheKeyFileChangesThenTheNewKeySignsAndABrokenOneDoesNot(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key.pem"), DescribedApplication.KEY);
        JwtApplication application =
                described.without("key").with("keyFile", file.toString()).working();
        String before = application.key().get().fingerprint();

        Files.writeString(file, KeyTexts.pkcs8(KeyTexts.rsa(3072).getPrivate()));
        String after = application.key().get().fingerprint();
        Files.writeString(file, KEY_OF_1024);

        assertThat(after).isNotEqualTo(before);
        assertThat(application.key().get().fingerprint()).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2047})
    void readWhenTheKeyIsWeakThenRefusedWithTheRemedy(int bits) {
        assertThat(described
                        .with("key", KeyTexts.pkcs1(KeyTexts.rsa(bits).getPrivate()))
                        .broken()
                        .expected())
                .startsWith("the key has " + bits + " bits, and RS256 needs 2048")
                .contains("ssh-keygen -t rsa -b 2048 -m PEM")
                .contains("acceptWeakKey=\"true\"");
    }

    @Test
    void readWhenTheKeyIsWeakAndAcceptedThenItWorksWithAWarning() {
        JwtApplication application =
                described.with("key", KEY_OF_1024).with("acceptWeakKey", "true").working();

        assertThat(application.key().get().bits()).isEqualTo(1024);
        assertThat(described.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.attribute()).isEqualTo("acceptWeakKey");
            assertThat(problem.expected()).contains("only 1024 bits");
        });
    }

    @Test
    void readWhenTheKeyIsStrongAndAWeakOneWouldBeAcceptedThenNoWarning() {
        described.with("acceptWeakKey", "true").working();

        assertThat(described.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1023})
    void readWhenTheKeyIsBelow1024BitsThenRefusedEvenIfAccepted(int bits) {
        assertThat(described
                        .with("key", KeyTexts.pkcs1(KeyTexts.rsa(bits).getPrivate()))
                        .with("acceptWeakKey", "true")
                        .broken()
                        .expected())
                .startsWith("the key has " + bits + " bits")
                .doesNotContain("acceptWeakKey");
    }

    @Test
    void nextKeyWhenItsFileComesAndGoesThenAsItLiesThere(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("next.pem");
        NextKey next = described
                .with("nextKeyFile", file.toString())
                .working()
                .nextKey()
                .orElseThrow();

        assertThat(next.find()).isEmpty();
        Files.writeString(file, KeyTexts.pkcs8(KeyTexts.rsa(2048).getPrivate()));
        assertThat(next.find()).isPresent();
        Files.delete(file);
        assertThat(next.find()).isEmpty();
        assertThat(described.problems()).isEmpty();
    }

    @Test
    void readWhenTheNextKeyCannotBeUsedThenAWarningAndNothingOfIt(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("next.pem"), KEY_OF_1024);

        described
                .with("nextKeyFile", file.toString())
                .with("acceptWeakKey", "true")
                .working();

        assertThat(described.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.attribute()).isEqualTo("nextKeyFile");
            assertThat(problem.expected()).contains("1024 bits");
            assertThat(problem.toString()).doesNotContain("MII");
        });
    }

    @Test
    void toStringThenNothingOfTheKey() {
        assertThat(described.working().key().get().toString())
                .startsWith("RSA-2048 ")
                .doesNotContain("MII");
        assertThat(DescribedApplication.ONE_LINE).contains("MII");
    }
}
