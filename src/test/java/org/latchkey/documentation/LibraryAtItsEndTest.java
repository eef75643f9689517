package org.latchkey.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever decides for Latchkey reads that a library in it gets no more corrections, and what stands against that. */
final class LibraryAtItsEndTest {

    private static final Pattern VERSION = Pattern.compile("<opensaml.version>([^<]+)</opensaml.version>");

    private static String version() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "security.md", "saml.md"})
    void documentThenSaysThatOpenSamlIsAtItsEndAndThatNothingIsDecrypted(String name) throws IOException {
        assertThat(Document.named(name).text().replaceAll("\\s+", " "))
                .contains("OpenSAML " + version())
                .contains("at the end of its life")
                .contains("never decrypts")
                .contains("`EncryptedID`");
    }
}
