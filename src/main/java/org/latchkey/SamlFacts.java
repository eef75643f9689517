package org.latchkey;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.latchkey.keys.Fingerprint;
import org.latchkey.keys.PublicPart;
import org.latchkey.page.SetupPage;
import org.latchkey.saml.IdentityProvider;

/** What is to be entered at a service provider: helpdesks ask for a fingerprint, organisations for the certificate itself. */
final class SamlFacts {

    private SamlFacts() {}

    static List<SetupPage.Fact> of(IdentityProvider provider) {
        List<SetupPage.Fact> facts = new ArrayList<>();
        facts.add(new SetupPage.Fact("SAML: entity ID", provider.entityId()));
        facts.add(new SetupPage.Fact("SAML: login URL", provider.singleSignOn().toString()));
        X509Certificate current = provider.credentials().current().certificate();
        facts.addAll(certificate("SAML certificate", current));
        provider.credentials().next().ifPresent(next -> facts.addAll(certificate("Next SAML certificate", next)));
        return facts;
    }

    private static List<SetupPage.Fact> certificate(String name, X509Certificate certificate) {
        return List.of(
                new SetupPage.Fact(name, PublicPart.of(certificate).line()),
                new SetupPage.Fact(name + ": SHA-1", Fingerprint.sha1(certificate)),
                new SetupPage.Fact(name + ": SHA-256", Fingerprint.sha256(certificate)),
                new SetupPage.Fact(
                        name + ": ends", certificate.getNotAfter().toInstant().toString()));
    }
}
