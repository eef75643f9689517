package org.latchkey.setup;

import static org.latchkey.setup.PasteSheets.line;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.latchkey.keys.Fingerprint;
import org.latchkey.page.SheetPage.Line;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlApplication;

/** The fields of Freshworks' SAML forms: the organisation's, and below it those that only older helpdesks have. */
record SamlSheet(IdentityProvider provider, SamlApplication application) {

    List<Line> fields() {
        X509Certificate certificate = provider.credentials().current().certificate();
        return List.of(
                line("Entity ID provided by the IdP", provider.entityId()),
                line("SAML SSO URL", provider.singleSignOn().toString()),
                line("Signing options", signing(), "signing"),
                line("SAML signature method", "RSA-SHA256"),
                line("Encrypted assertions", application.encrypt() ? "on" : "off"),
                line("Logout URL", provider.singleLogout().toString(), "optional"),
                line("Security certificate", body(certificate)),
                line("Security Certificate Fingerprint (SHA-256)", Fingerprint.sha256(certificate), "fingerprint"),
                line("Security Certificate Fingerprint (SHA-1)", Fingerprint.sha1(certificate), "fingerprint"));
    }

    private String signing() {
        return switch (application.sign()) {
            case BOTH -> "Signed assertions and signed responses";
            case ASSERTION -> "Only signed assertions";
            case RESPONSE -> "Only signed responses";
        };
    }

    /** What stands between BEGIN and END, on one line: that is how the form takes it. */
    private static String body(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
