package org.latchkey.setup;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latchkey.application.Registration;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.keys.SigningKey;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.refusal.Refusal;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlApplication;

/** Strength and end of what is signed with. */
public record KeyChecks(List<Registration> applications, Optional<IdentityProvider> identityProvider, Clock clock) {

    private static final int STRONG_BITS = 2048;
    private static final Duration SOON = Duration.ofDays(60);

    /** Some providers publish metadata for some days only, and exchange them in time. */
    private static final Duration METADATA_SOON = Duration.ofDays(14);

    public KeyChecks {
        applications = List.copyOf(applications);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Registration registration : applications) {
            if (registration instanceof JwtApplication jwt) {
                findings.add(key(jwt));
            }
            if (registration instanceof SamlApplication saml) {
                findings.addAll(metadata(saml));
            }
        }
        identityProvider.ifPresent(provider -> findings.addAll(certificates(provider)));
        return findings;
    }

    private static Finding key(JwtApplication jwt) {
        SigningKey key = jwt.key().get();
        boolean strong = key.bits() >= STRONG_BITS;
        return new Finding(
                strong ? State.FINE : State.WARNING,
                jwt.application().id() + ": signing key",
                "RSA, " + key.bits() + " bits. SHA-256 of the public key: " + key.fingerprint() + ".",
                strong
                        ? ""
                        : "Make one of 2048 bits, and name it in nextKeyFile: its public key is then on the sheet. "
                                + atOnce("paste that there"));
    }

    /** From the one to the other everybody is refused, the administrators too. */
    private static String atOnce(String enter) {
        return "Freshworks holds one only: " + enter + ", and at once exchange the files here."
                + " In between nobody gets in, so have both at hand, and know the address that goes past single sign-on.";
    }

    private List<Finding> metadata(SamlApplication saml) {
        String subject = saml.application().id() + ": metadata";
        try {
            List<Finding> findings = new ArrayList<>();
            saml.metadataEnd().ifPresent(end -> findings.add(metadata(subject, end)));
            saml.serviceProvider()
                    .encryption()
                    .filter(unused -> saml.encrypt())
                    .ifPresent(certificate -> findings.add(
                            theirs(saml.application().id() + ": certificate of the service provider", certificate)));
            return findings;
        } catch (Refusal e) {
            return List.of(Checks.refused(subject, e));
        }
    }

    private Finding metadata(String subject, Instant end) {
        boolean soon = clock.instant().plus(METADATA_SOON).isAfter(end);
        return new Finding(
                soon ? State.WARNING : State.FINE,
                subject,
                "The service provider's metadata are valid until " + ControllerChecks.day(end) + ".",
                soon
                        ? "Download them again from the application and put them in place of metadataFile. Without, nobody"
                                + " is signed in to it after that."
                        : "");
    }

    private Finding theirs(String subject, X509Certificate certificate) {
        boolean over = !clock.instant().isBefore(certificate.getNotAfter().toInstant());
        return new Finding(
                over ? State.WARNING : State.FINE,
                subject,
                "Assertions are encrypted for it. Valid until "
                        + ControllerChecks.day(certificate.getNotAfter().toInstant()) + ".",
                over ? "Ask the application's administrator for present metadata." : "");
    }

    private List<Finding> certificates(IdentityProvider provider) {
        List<Finding> findings = new ArrayList<>();
        X509Certificate current = provider.credentials().current().certificate();
        Optional<X509Certificate> next = provider.credentials().next();
        findings.add(certificate("SAML certificate", current, next.isPresent()));
        next.ifPresent(certificate -> findings.add(certificate("Next SAML certificate", certificate, false)));
        return findings;
    }

    private Finding certificate(String subject, X509Certificate certificate, boolean followed) {
        Instant ends = certificate.getNotAfter().toInstant();
        boolean over = !clock.instant().isBefore(ends);
        boolean soon = clock.instant().plus(SOON).isAfter(ends);
        State state = over ? State.ERROR : soon ? State.WARNING : State.FINE;
        String remedy = state == State.FINE
                ? ""
                : followed
                        ? "Enter the next certificate at each service provider that holds two, first. "
                                + atOnce("enter it there")
                        : "Make the next key and certificate, and name the certificate in nextCertificateFile of"
                                + " latchkey/saml: it is then on the sheets. "
                                + atOnce("enter it there");
        return new Finding(state, subject, "Valid until " + ControllerChecks.day(ends) + ".", remedy);
    }
}
