package org.latchkey.setup;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latchkey.application.Registration;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.jwt.NextKey;
import org.latchkey.keys.Fingerprint;
import org.latchkey.keys.PublicPart;
import org.latchkey.keys.SigningKey;
import org.latchkey.page.TroublePage.Finding;
import org.latchkey.page.TroublePage.Held;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlApplication;

/** The keys that sign here now, and those that will, as they are at this moment; and which of them somebody else holds. */
record KeysInUse(List<Registration> registrations, Optional<IdentityProvider> identityProvider) {

    /**
     * One key.
     *
     * @param application its id; of SAML, where all have one key, the ids
     * @param next whether nothing is signed with it yet
     */
    record Use(String application, String protocol, boolean next, PublicPart part) {}

    KeysInUse {
        registrations = List.copyOf(registrations);
    }

    List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (Registration registration : registrations) {
            if (registration instanceof JwtApplication jwt) {
                uses.addAll(uses(jwt));
            }
        }
        identityProvider.ifPresent(provider -> uses.addAll(uses(provider)));
        return uses;
    }

    private static List<Use> uses(JwtApplication jwt) {
        String id = jwt.application().id();
        List<Use> uses = new ArrayList<>();
        PublicPart current = PublicPart.of(jwt.key().get().publicKey());
        uses.add(new Use(id, "jwt", false, current));
        next(jwt).ifPresent(next -> uses.add(new Use(id, "jwt", true, next)));
        return uses;
    }

    /** Empty where there is none, or it is the one that signs already. */
    static Optional<PublicPart> next(JwtApplication jwt) {
        PublicPart current = PublicPart.of(jwt.key().get().publicKey());
        return jwt.nextKey()
                .flatMap(KeysInUse::found)
                .map(key -> PublicPart.of(key.publicKey()))
                .filter(next -> !next.hasKeyOf(current));
    }

    /** One that cannot be used is told on the overview. */
    private static Optional<SigningKey> found(NextKey next) {
        try {
            return next.find();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<Use> uses(IdentityProvider provider) {
        String ids = registrations.stream()
                .filter(SamlApplication.class::isInstance)
                .map(saml -> saml.application().id())
                .collect(Collectors.joining(", "));
        List<Use> uses = new ArrayList<>();
        X509Certificate current = provider.credentials().current().certificate();
        uses.add(new Use(ids, "saml", false, PublicPart.of(current)));
        provider.credentials().next().ifPresent(next -> uses.add(new Use(ids, "saml", true, PublicPart.of(next))));
        return uses;
    }

    /** @param pasted a public key or a certificate, as Freshworks holds it */
    Held compared(String pasted) {
        return PublicPart.read(pasted).map(this::compared).orElse(Held.UNREADABLE);
    }

    private Held compared(PublicPart pasted) {
        List<Finding> findings = new ArrayList<>();
        uses().stream().filter(use -> use.part().hasKeyOf(pasted)).forEach(use -> findings.add(finding(use, pasted)));
        if (findings.isEmpty()) {
            findings.add(Finding.wrong("None of the keys here. " + fingerprints(pasted)
                    + " Freshworks would refuse whatever is signed here: paste what the application's sheet has there,"
                    + " and watch that nothing is cut."));
        }
        return new Held("COMPARED", findings);
    }

    /** Of the same things as beside it, so that the two can be compared. */
    private static String fingerprints(PublicPart pasted) {
        return pasted.certificate()
                .map(certificate -> "Of the certificate that you pasted: SHA-256 " + Fingerprint.sha256(certificate)
                        + ", SHA-1 " + Fingerprint.sha1(certificate) + ".")
                .orElseGet(() -> "SHA-256 of the public key that you pasted: " + pasted.keyFingerprint() + ".");
    }

    private static Finding finding(Use use, PublicPart pasted) {
        String whose = use.application() + " (" + use.protocol() + "): ";
        if (use.next()) {
            return Finding.wrong(
                    whose + "this is the next key. Nothing is signed with it yet, so until you exchange the files here,"
                            + " Freshworks refuses what is signed.");
        }
        boolean renewed = pasted.certificate().isPresent()
                && use.part().certificate().isPresent()
                && !pasted.certificate().equals(use.part().certificate());
        return renewed
                ? Finding.wrong(whose
                        + "the key is the one that signs now, but in another certificate. Who compares certificates or"
                        + " fingerprints refuses it: paste the one from the sheet.")
                : Finding.fine(whose + "this is the key that signs now.");
    }
}
