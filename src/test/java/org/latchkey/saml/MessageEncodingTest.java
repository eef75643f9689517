package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;

/** Messages in other encodings than everybody's, or in none. */
final class MessageEncodingTest {

    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void register() {
        desk = Desk.registered(folder, "required");
        // What is loaded by the first message is no message's cost.
        Refused.by(() -> desk.post(Desk.request().getBytes(UTF_8)));
    }

    static Stream<Named<byte[]>> encodings() {
        String declared = "<?xml version=\"1.0\" encoding=\"%s\"?>" + Desk.request();
        return Stream.of(
                Named.of("UTF-16 as such", Desk.request().getBytes(UTF_16)),
                Named.of(
                        "UTF-16 declared, UTF-8 sent",
                        declared.formatted("UTF-16").getBytes(UTF_8)),
                Named.of(
                        "UTF-8 declared, UTF-16 sent",
                        declared.formatted("UTF-8").getBytes(UTF_16)),
                Named.of(
                        "UTF-7",
                        declared.formatted("UTF-7")
                                .replace("<samlp", "+ADw-samlp")
                                .getBytes(UTF_8)),
                Named.of("EBCDIC", declared.formatted("IBM037").getBytes(Charset.forName("IBM037"))),
                Named.of("UTF-32", declared.formatted("UTF-32").getBytes(Charset.forName("UTF-32"))),
                Named.of("unknown", declared.formatted("x-none").getBytes(UTF_8)),
                Named.of(
                        "broken UTF-8",
                        Desk.request(" ProviderName=\"\u00ff\"", "").getBytes(Charset.forName("ISO-8859-1"))),
                Named.of("overlong", new byte[] {(byte) 0xC0, (byte) 0xBC, 'a', '/', (byte) 0xC0, (byte) 0xBE}),
                Named.of(
                        "XML 1.1 with control characters",
                        ("<?xml version=\"1.1\"?>" + Desk.request().replace("_good", "&#1;")).getBytes(UTF_8)),
                Named.of("a NUL", Desk.request().replace("_good", "\0").getBytes(UTF_8)),
                Named.of("nothing", new byte[0]),
                Named.of("a mark only", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}));
    }

    /** Whatever it is encoded in, it is unsigned. */
    @ParameterizedTest
    @MethodSource("encodings")
    void readWhenOddlyEncodedThenRefused(byte[] message) {
        assertThat(Cheaply.refused(() -> desk.redirect("SAMLRequest=" + Desk.deflated(message)))
                        .reason())
                .isIn(Reason.SAML_MESSAGE_MALFORMED, Reason.SAML_SIGNATURE_MISSING);
    }
}
