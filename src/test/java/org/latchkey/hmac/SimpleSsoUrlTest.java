package org.latchkey.hmac;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.config.Secret;

class SimpleSsoUrlTest {

    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1700000000, 999_999_999), ZoneOffset.UTC);

    private static SimpleSsoUrl sign(String name, String email, Map<String, String> unhashed) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put(SimpleSsoUrl.NAME, name);
        said.put(SimpleSsoUrl.EMAIL, email);
        said.putAll(unhashed);
        return SimpleSsoUrl.sign(said, Formula.NAME_SECRET_EMAIL_TIMESTAMP, SECRET, CLOCK);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            Zoë Müller, zoe.mueller@corp.example, name=Zo%C3%AB%20M%C3%BCller&email=zoe.mueller%40corp.example&timestamp=1700000000&hash=4f65e9a2be0990d2db48c80142094bec
            Łukasz Żółć, lukasz.zolc@corp.example, name=%C5%81ukasz%20%C5%BB%C3%B3%C5%82%C4%87&email=lukasz.zolc%40corp.example&timestamp=1700000000&hash=3d3a93d150a8201318609e434d7f69ee
            李小龍, bruce.lee@corp.example, name=%E6%9D%8E%E5%B0%8F%E9%BE%8D&email=bruce.lee%40corp.example&timestamp=1700000000&hash=8e416471b00048c7f6d0dbe30ab38942
            O'Brien & Söhne + Co, obrien+it@corp.example, name=O%27Brien%20%26%20S%C3%B6hne%20%2B%20Co&email=obrien%2Bit%40corp.example&timestamp=1700000000&hash=afadca607603f22f6abfa0fec6099ac0
            Grace 🚀 Hopper, grace@corp.example, name=Grace%20%F0%9F%9A%80%20Hopper&email=grace%40corp.example&timestamp=1700000000&hash=9bc71e0c7172de1de30d0da4310bb84d
            """)
    void signWhenVectorThenWholeSecondsAndEncodedAfterHashing(String name, String email, String parameters) {
        assertThat(sign(name, email, Map.of()).parameters()).isEqualTo(parameters);
    }

    @Test
    void signWhenMoreIsSentThenAfterTheHashAndNotInIt() {
        Map<String, String> unhashed = new LinkedHashMap<>();
        unhashed.put("phone", "+49 30 1");
        unhashed.put("redirect_to", "https://acme.freshdesk.com/a?b=c&d");

        assertThat(sign("Zoë Müller", "zoe.mueller@corp.example", unhashed).parameters())
                .endsWith("&hash=4f65e9a2be0990d2db48c80142094bec&phone=%2B49%2030%201"
                        + "&redirect_to=https%3A%2F%2Facme.freshdesk.com%2Fa%3Fb%3Dc%26d");
    }

    @Test
    void toStringWhenSignedThenNoCredential() {
        assertThat(sign("Ada", "ada@corp.example", Map.of()).toString()).doesNotContain("hash");
    }

    @Test
    void queryWhenTimeAndHashAreLeftOutThenElseTheSame() {
        Map<String, String> said = Map.of(SimpleSsoUrl.NAME, "Zoë & Co", SimpleSsoUrl.EMAIL, "zoe@corp.example");

        assertThat(SimpleSsoUrl.query(said, "?", "?"))
                .isEqualTo(sign("Zoë & Co", "zoe@corp.example", Map.of())
                        .parameters()
                        .replaceAll("(timestamp|hash)=[^&]*", "$1=?"));
    }
}
