package org.latchkey.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue's texts. */
class ReasonTextsTest {

    private static final List<String> VOICES = List.of(".title", ".user", ".administrator", ".remedy");

    /** Words that mean nothing, or too much, to somebody who only wants to report a broken printer. */
    private static final String JARGON =
            "(?i).*\\b(LDAPS?|DNs?|attributes?|tokens?|SPNs?|Kerberos|NTLM|TLS|certificates?|query|parameters?|nonce"
                    + "|state|redirect_uri|directory|domain controllers?|Latchkey|Tomcat|server\\.xml)\\b.*";

    @Test
    void bundleWhenComparedWithReasonsThenNoneIsMissingAndNoneIsLeftOver() throws IOException {
        Set<String> expected = new TreeSet<>();
        Arrays.stream(Reason.values()).forEach(reason -> VOICES.forEach(voice -> expected.add(reason + voice)));

        assertThat(new TreeSet<>(bundle().stringPropertyNames())).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void voicesWhenReadThenAllFourSaySomething(Reason reason) {
        Voices voices = reason.voices(Locale.ENGLISH);

        assertThat(List.of(voices.title(), voices.user(), voices.administrator(), voices.remedy()))
                .allSatisfy(text ->
                        assertThat(text).isNotBlank().doesNotContain("  ").isEqualTo(text.strip()));
        assertThat(List.of(voices.user(), voices.administrator()))
                .allSatisfy(text -> assertThat(text).endsWith("."));
        assertThat(voices.title()).doesNotEndWith(".").hasSizeLessThan(50);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void userVoiceWhenReadThenItHasNoJargonAndNoPlaceholder(Reason reason) {
        Voices voices = reason.voices(Locale.ENGLISH);

        assertThat(voices.title()).doesNotMatch(JARGON);
        assertThat(voices.user())
                .doesNotMatch(JARGON)
                .doesNotContain("{", "\\", "/", "administrator", "invalid")
                .hasSizeLessThan(260);
    }

    @Test
    void voicesWhenLanguageIsNotSpokenThenEnglishWhateverTheServerSpeaks() {
        Locale server = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMAN);
            assertThat(Reason.MAIL_MISSING.voices(Locale.forLanguageTag("tlh")))
                    .isEqualTo(Reason.MAIL_MISSING.voices(Locale.ENGLISH));
        } finally {
            Locale.setDefault(server);
        }
    }

    @Test
    void remediesWhenTheyNameCommandsThenBackslashesSurviveThePropertiesFormat() {
        assertThat(Reason.TOKEN_NTLM_ONLY.voices(Locale.ENGLISH).remedy())
                .contains("setspn -S HTTP/sso.corp.example.com CORP\\svc-latchkey.");
        assertThat(Reason.REQUEST_REFUSED.voices(Locale.ENGLISH).remedy()).contains("maxHttpHeaderSize=\"65536\"");
        assertThat(Reason.DIRECTORY_RIGHTS.voices(Locale.ENGLISH).remedy())
                .contains("Read Account Restrictions", "CORP\\svc-latchkey:RP;tokenGroups;user");
    }

    private static Properties bundle() throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Reason.class.getResourceAsStream("reasons.properties")),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
