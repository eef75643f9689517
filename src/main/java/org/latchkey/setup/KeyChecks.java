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
                metadata(saml).ifPresent(findings::add);
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
                strong ? "" : "Make one of 2048 bits, name it in nextKeyFile, and paste its public key at Freshworks.");
    }

    private static Optional<Finding> metadata(SamlApplication saml) {
        try {
            saml.serviceProvider();
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(Checks.refused(saml.application().id() + ": metadata", e));
        }
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
                        ? "Enter the next certificate at each service provider, then exchange the files."
                        : "Make the next certificate, and name it in nextCertificateFile of latchkey/saml.";
        return new Finding(state, subject, "Valid until " + ControllerChecks.day(ends) + ".", remedy);
    }
}
