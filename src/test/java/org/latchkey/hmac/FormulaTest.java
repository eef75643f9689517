package org.latchkey.hmac;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.config.Secret;

/** Against values that were computed by other programs (Python's hmac and openssl). */
class FormulaTest {

    private static final String S = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            Joe Bloggs, joe@joe.org, 123, 1602324610, 1d464ad7e18711f91a3541d662e65a4f, 1768c89da50652d57b6f118d9c0848da, 3d4b54ff08b74733437e757fa6fb44fa
            Ada Lovelace, ada.lovelace@corp.example, S, 1700000000, 3da2ce3cf840eb2ecf0aabad9b966526, 0e253ea5002f6d905e6d215f0f4bcedb, e6d835e171a3836ef8ee5e08ee1ecec6
            Zoë Müller, zoe.mueller@corp.example, S, 1700000000, 61ecb5ec810da79ac465719659f082b5, ef56e35e2eb97e04ee8e0052a9689ddd, 4f65e9a2be0990d2db48c80142094bec
            Łukasz Żółć, lukasz.zolc@corp.example, S, 1700000000, 775b061dcb1a8ea0a427bac15654fc47, aea8d6bab23370e7c2aec46b562b9070, 3d3a93d150a8201318609e434d7f69ee
            李小龍, bruce.lee@corp.example, S, 1700000000, ee2ceac01a921ce1077d41708afe136f, 3de9f555021ab56a8d5e3c0fcc6bf398, 8e416471b00048c7f6d0dbe30ab38942
            O'Brien & Söhne + Co, obrien+it@corp.example, S, 1700000000, 21cdd8d69a2045dfb265c2171b7dc251, 67bba0c5e3197f73635dc295be950ab5, afadca607603f22f6abfa0fec6099ac0
            Grace 🚀 Hopper, grace@corp.example, S, 1700000000, 4565818210c1e93b6ede4d2c8ac51cf2, 030a47130ec25feb305dca1feeb3e3e4, 9bc71e0c7172de1de30d0da4310bb84d
            "", noname@corp.example, S, 1700000000, 27f67c0427766fbb83be1d74d9e224cc, f73ee8de03f99959245fb334fa6606a1, 31a870027e7422a74f91775052433e4d
            Ada Lovelace, ada.lovelace@corp.example, clé-secrète, 1700000000, bca663b1ccd5ea504b408901f6ea61a7, 00e0dbb19cb876c90ac39b6a7f28842a, 800c7b702826e53b089386f90e150ae4
            """)
    void hashWhenVectorThenAsOtherProgramsComputeIt(
            String name, String email, String secret, long timestamp, String oldest, String older, String current) {
        Secret key = new Secret(secret.equals("S") ? S : secret);

        assertThat(Formula.NAME_EMAIL.hash(name, email, timestamp, key)).isEqualTo(oldest);
        assertThat(Formula.NAME_EMAIL_TIMESTAMP.hash(name, email, timestamp, key))
                .isEqualTo(older);
        assertThat(Formula.NAME_SECRET_EMAIL_TIMESTAMP.hash(name, email, timestamp, key))
                .isEqualTo(current);
    }

    private static String ada(Formula formula, long timestamp) {
        return formula.hash("Ada Lovelace", "ada.lovelace@corp.example", timestamp, new Secret(S));
    }

    @Test
    void hashWhenItBeginsWithZerosThenTheyStay() {
        assertThat(ada(Formula.NAME_SECRET_EMAIL_TIMESTAMP, 1700000055)).isEqualTo("004f281a4e7861b4972a089116f2ef88");
        assertThat(ada(Formula.NAME_EMAIL_TIMESTAMP, 1700000439)).isEqualTo("00ece98d42739997f2ddd937bf50c2e0");
    }

    @Test
    void hashWhenMillisecondsThenAnotherOne() {
        assertThat(ada(Formula.NAME_EMAIL_TIMESTAMP, 1700000000000L)).isEqualTo("b8cc536069268454cf931d367c82fb29");
        assertThat(ada(Formula.NAME_SECRET_EMAIL_TIMESTAMP, 1700000000000L))
                .isEqualTo("8c39ab43412ec8d6f1bee41c4c01529a");
    }

    @ParameterizedTest
    @CsvSource({
        "NAME_EMAIL_TIMESTAMP, 248943a6a603d2059725dff980fca16c",
        "NAME_EMAIL_TIMESTAMP, f1e5945732c8d62a0710e72142e0fee7",
        "NAME_EMAIL_TIMESTAMP, e820171e5f9e3d8c2387eff59d3bd51b",
        "NAME_SECRET_EMAIL_TIMESTAMP, d3f9ba8ff656b3bae979b73d6a4cb651",
        "NAME_SECRET_EMAIL_TIMESTAMP, 44f84a2ae52c14fed912b3fbe863ae33",
        "NAME_SECRET_EMAIL_TIMESTAMP, 849ddce892c647f1a3981a0b18871811"
    })
    void hashWhenAccentsThenNoneOfTheKnownMistakes(Formula formula, String mistaken) {
        assertThat(formula.hash("Zoë Müller", "zoe.mueller@corp.example", 1700000000, new Secret(S)))
                .isNotEqualTo(mistaken);
    }

    @Test
    void hashWhenNameIsDecomposedThenHashedAsItIs() {
        String decomposed = Normalizer.normalize("Zoë Müller", Normalizer.Form.NFD);

        assertThat(Formula.NAME_SECRET_EMAIL_TIMESTAMP.hash(
                        decomposed, "zoe.mueller@corp.example", 1700000000, new Secret(S)))
                .isEqualTo("251eaee29f1a8c62aacd9388204ad42e");
    }

    @Test
    void hashWhenOlderFormulaThenBorderOfTheNameIsNotCovered() {
        Secret secret = new Secret(S);

        assertThat(Formula.NAME_EMAIL_TIMESTAMP.hash("Ann", "abc@x", 1, secret))
                .isEqualTo(Formula.NAME_EMAIL_TIMESTAMP.hash("Anna", "bc@x", 1, secret));
        assertThat(Formula.NAME_SECRET_EMAIL_TIMESTAMP.hash("Ann", "abc@x", 1, secret))
                .isNotEqualTo(Formula.NAME_SECRET_EMAIL_TIMESTAMP.hash("Anna", "bc@x", 1, secret));
    }

    @Test
    void messageThenWhatIsHashedByTheFormula() {
        assertThat(Formula.NAME_SECRET_EMAIL_TIMESTAMP.message("n", "s", "e", "t"))
                .isEqualTo("nset");
        assertThat(Formula.NAME_EMAIL_TIMESTAMP.message("n", "s", "e", "t")).isEqualTo("net");
        assertThat(Formula.NAME_EMAIL.message("n", "s", "e", "t")).isEqualTo("nes");
    }
}
