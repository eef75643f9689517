package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.SAXException;

/** Every document that leaves this identity provider, against the schemas of OASIS and the W3C. */
final class SamlSchemaTest {

    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void register() {
        desk = Desk.registered(folder, "optional");
    }

    private static String decoded(String message) {
        return new String(Base64.getDecoder().decode(message), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "both, false, aes256-gcm",
        "assertion, false, aes256-gcm",
        "response, false, aes256-gcm",
        "both, true, aes256-gcm",
        "assertion, true, aes256-cbc"
    })
    void responseWhenWrittenThenValid(String sign, String encrypt, String encryption) {
        Desk configured = desk.with("sign", sign).with("encrypt", encrypt).with("encryption", encryption);
        for (String id : new String[] {"_good", ""}) {
            String response = decoded(configured.answer(id));

            assertThat(response).contains("Response");
            assertThatCode(() -> Schemas.requireValid(response)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SUCCESS", mode = EnumSource.Mode.EXCLUDE)
    void errorResponseWhenWrittenThenValid(SamlStatus status) {
        String response = decoded(desk.error(status));

        assertThat(response).contains("StatusCode");
        assertThatCode(() -> Schemas.requireValid(response)).doesNotThrowAnyException();
    }

    @Test
    void metadataWhenPublishedThenValid() {
        String metadata = new PublishedMetadata(desk.reader().saml()).current().xml();

        assertThat(metadata).contains("EntityDescriptor");
        assertThatCode(() -> Schemas.requireValid(metadata)).doesNotThrowAnyException();
    }

    /** The schemas do notice. */
    @Test
    void responseWhenSpoiltThenInvalid() {
        String response = decoded(desk.answer("_good"));

        assertThatThrownBy(() -> Schemas.requireValid(response.replace("SessionIndex", "Session")))
                .isInstanceOf(SAXException.class);
        assertThatThrownBy(() -> Schemas.requireValid(response.replaceFirst("ID=\"_", "ID=\"1")))
                .isInstanceOf(SAXException.class);
    }
}
