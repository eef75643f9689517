package org.latchkey.setup;

import static org.latchkey.setup.PasteSheets.line;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.latchkey.keys.Fingerprint;
import org.latchkey.keys.PublicPart;
import org.latchkey.page.SheetPage.Line;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlApplication;
import org.latchkey.saml.ServiceProvider;

/** The fields of Freshworks' SAML forms: the organisation's, and below it those that only older helpdesks have. */
record SamlSheet(IdentityProvider provider, SamlApplication application) {

    List<Line> fields() {
        X509Certificate certificate = provider.credentials().current().certificate();
        List<Line> lines = new ArrayList<>(List.of(
                line("Entity ID provided by the IdP", provider.entityId()),
                line("SAML SSO URL", provider.singleSignOn().toString()),
                line("Signing options", signing(), "signing"),
                line("SAML signature method", "RSA-SHA256"),
                line("NameID Format", application.nameIdFormat().uri()),
                application.requestsSigned()
                        ? line("Signed AuthnRequests", "on", "requests")
                        : line("Signed AuthnRequests", "off"),
                line("Encrypted assertions", application.encrypt() ? "on" : "off"),
                line("Logout URL", provider.singleLogout().toString(), PasteSheets.OPTIONAL),
                line("SAML single logout", logsOut() ? "on" : "off"),
                line("Security certificate", PublicPart.of(certificate).line()),
                line("Security Certificate Fingerprint (SHA-256)", Fingerprint.sha256(certificate), "fingerprint"),
                line("Security Certificate Fingerprint (SHA-1)", Fingerprint.sha1(certificate), "fingerprint")));
        provider.credentials().next().ifPresent(next -> lines.addAll(ofNext(next)));
        return lines;
    }

    private static List<Line> ofNext(X509Certificate next) {
        return List.of(
                line("Next security certificate", PublicPart.of(next).line(), PasteSheets.NEXT),
                line("Its fingerprint (SHA-256)", Fingerprint.sha256(next), PasteSheets.NEXT),
                line("Its fingerprint (SHA-1)", Fingerprint.sha1(next), PasteSheets.NEXT));
    }

    /** Only messages that can be verified are taken, and they are answered at an address of the metadata. */
    private boolean logsOut() {
        ServiceProvider other = application.serviceProvider();
        return !other.logout().isEmpty() && !other.signing().isEmpty();
    }

    private String signing() {
        return switch (application.sign()) {
            case BOTH -> "Signed assertions and signed responses";
            case ASSERTION -> "Only signed assertions";
            case RESPONSE -> "Only signed responses";
        };
    }
}
