package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

final class SamlAnswerTest {

    @TempDir
    Path folder;

    /** Line ends that a reader would turn into others would break the signature. */
    @Test
    void withWhenValuesHoldLineEndsAndMarkupThenReadAsTheyAreAndSigned() throws Exception {
        Desk desk = Desk.registered(folder, "optional").with("sign", "response");
        String response = new String(Base64.getDecoder().decode(desk.answer("_good")), UTF_8);
        NodeList values = XmlSignatures.parse(response).getElementsByTagNameNS("*", "AttributeValue");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.getLength(); i++) {
            texts.add(values.item(i).getTextContent());
        }

        XmlSignatures.requireValid(
                response, desk.reader().saml().idp().credentials().current().certificate());
        assertThat(texts).contains("Zoë", "Müller & Söhne <1>", "Example\r\nCorporation\t\"1\" 🚀");
    }
}
