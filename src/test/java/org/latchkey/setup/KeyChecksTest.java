package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.MovableClock;
import org.latchkey.application.Registration;
import org.latchkey.keys.KeyTexts;
import org.latchkey.keys.SelfSigned;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.saml.IdentityProvider;

/** Whether what is signed with is strong, and until when. */
final class KeyChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String AT_ONCE = "at once exchange the files here";

    @TempDir
    private Path folder;

    private static List<Finding> findings(Registration application) {
        return new KeyChecks(List.of(application), Optional.empty(), CLOCK).findings();
    }

    private List<Finding> findings(Instant end, Optional<SelfSigned> next) {
        return findings(end, next, CLOCK);
    }

    /** @param later the clock of the check; the provider was read before the end */
    private List<Finding> findings(Instant end, Optional<SelfSigned> next, Clock later) {
        SelfSigned now = SelfSigned.until("sso.corp.example.com", end);
        IdentityProvider provider = Registered.provider(folder, CLOCK, now, next);
        return new KeyChecks(List.of(), Optional.of(provider), later).findings();
    }

    @Test
    void findingsWhenAKeyOfJwtIsStrongThenFineWithItsFingerprint() {
        Finding finding = findings(Registered.jwt("helpdesk", Map.of())).get(0);

        assertThat(finding.state()).isEqualTo(State.FINE);
        assertThat(finding.text()).contains("RSA, 2048 bits");
        assertThat(finding.remedy()).isEmpty();
    }

    /** Who pastes the next key and stops there locks everybody out. */
    @Test
    void findingsWhenAKeyOfJwtIsWeakThenAWarningThatSaysBothStepsOfTheChange() {
        String weak = KeyTexts.pkcs1(KeyTexts.rsa(1024).getPrivate()).replace("\n", "");
        Finding finding = findings(Registered.jwt("helpdesk", Map.of("key", weak, "acceptWeakKey", "true")))
                .get(0);

        assertThat(finding.state()).isEqualTo(State.WARNING);
        assertThat(finding.text()).contains("RSA, 1024 bits");
        assertThat(finding.remedy()).contains("nextKeyFile", "one only: paste that there", AT_ONCE);
    }

    @ParameterizedTest
    @CsvSource({"-1,ERROR", "0,ERROR", "1,WARNING", "59,WARNING", "61,FINE"})
    void findingsWhenTheCertificateEndsInDaysThenTheState(int days, State state) {
        Instant end = NOW.plus(Duration.ofDays(100));
        Clock later = Clock.fixed(end.minus(Duration.ofDays(days)), ZoneOffset.UTC);
        List<Finding> findings = findings(end, Optional.empty(), later);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).state()).isEqualTo(state);
        assertThat(findings.get(0).text()).isEqualTo("Valid until 2027-03-02.");
        if (state != State.FINE) {
            assertThat(findings.get(0).remedy()).contains("nextCertificateFile", "enter it there", AT_ONCE);
        }
    }

    @Test
    void findingsWhenTheNextCertificateIsThereThenHowToChangeAndIsJudgedToo() {
        List<Finding> findings = findings(
                NOW.plus(Duration.ofDays(10)), Optional.of(SelfSigned.until("next", NOW.plus(Duration.ofDays(900)))));

        assertThat(findings).extracting(Finding::subject).containsExactly("SAML certificate", "Next SAML certificate");
        assertThat(findings).extracting(Finding::state).containsExactly(State.WARNING, State.FINE);
        assertThat(findings.get(0).remedy()).contains("holds two", AT_ONCE).doesNotContain("nextCertificateFile");
    }

    private String metadata(String validUntil, SelfSigned encryption) {
        String body = encryption.certificateText().replaceAll("-----[^-]*-----|\\s", "");
        return Registered.file(
                folder, "sp.xml", """
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"
                    xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://desk.example.com" %s>
                  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                    <md:KeyDescriptor use="encryption"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>%s
                    </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
                    <md:AssertionConsumerService index="0" Location="https://desk.example.com/acs"
                        Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"/>
                  </md:SPSSODescriptor>
                </md:EntityDescriptor>
                """.formatted(validUntil.isEmpty() ? "" : "validUntil=\"" + validUntil + "\"", body));
    }

    private List<Finding> ofMetadata(String validUntil, SelfSigned encryption, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(more);
        attributes.put("metadataFile", metadata(validUntil, encryption));
        return findings(Registered.saml("desk", CLOCK, attributes));
    }

    @ParameterizedTest
    @CsvSource({"2026-12-01T00:00:00Z,WARNING", "2027-12-01T00:00:00Z,FINE"})
    void findingsWhenMetadataEndThenTheirState(String end, State state) {
        List<Finding> findings = ofMetadata(end, SelfSigned.named("desk"), Map.of());

        assertThat(findings).extracting(Finding::state).containsExactly(state);
        assertThat(findings.get(0).text()).contains(end.substring(0, 10));
        assertThat(findings.get(0).remedy().contains("Download them again")).isEqualTo(state == State.WARNING);
    }

    @Test
    void findingsWhenMetadataHaveEndedThenAnErrorWithItsReason() {
        Map<String, String> attributes =
                Map.of("metadataFile", metadata("2026-12-01T00:00:00Z", SelfSigned.named("desk")));
        MovableClock clock = new MovableClock(NOW);
        Registration saml = Registered.saml("desk", clock, attributes);
        clock.advance(Duration.ofDays(30));
        List<Finding> findings = new KeyChecks(List.of(saml), Optional.empty(), clock).findings();

        assertThat(findings).extracting(Finding::state).containsExactly(State.ERROR);
        assertThat(findings.get(0).text()).contains("SAML_METADATA_EXPIRED");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-01T00:00:00Z,WARNING", "2036-11-01T00:00:00Z,FINE"})
    void findingsWhenAssertionsAreEncryptedThenTheEndOfTheirCertificate(Instant end, State state) {
        List<Finding> findings = ofMetadata("", SelfSigned.until("desk", end), Map.of("encrypt", "true"));

        assertThat(findings).extracting(Finding::state).containsExactly(state);
        assertThat(findings.get(0).subject()).isEqualTo("desk: certificate of the service provider");
    }

    @Test
    void findingsWhenNothingSignsThenNone() {
        assertThat(findings(Registered.hmac("desk", Map.of()))).isEmpty();
        assertThat(findings(Registered.saml("desk", CLOCK, Map.of()))).isEmpty();
    }
}
