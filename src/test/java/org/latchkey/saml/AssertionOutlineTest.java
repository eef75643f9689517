package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.keys.SelfSigned;

/** What an administrator sees of an assertion. */
final class AssertionOutlineTest {

    private static final SelfSigned IDP = SelfSigned.named("sso.corp.example.com");

    @TempDir
    private Path folder;

    @Test
    void ofThenEverythingButSignatureTimesAndIds() {
        IdentityProvider provider = new Described(folder, "latchkey/saml")
                .withFile("keyFile", IDP.keyText())
                .withFile("certificateFile", IDP.certificateText())
                .provider();
        SamlApplication application = new Described(folder, "latchkey/app/suite")
                .with("protocol", "saml")
                .with("spEntityId", "https://acme.freshdesk.com")
                .with("acs", "https://acme.freshdesk.com/login/saml")
                .working();
        String xml = new AssertionOutline(provider, new SecureRandom())
                .of(application, SignedInPerson.zoe().user(), null, "?");

        assertThat(xml)
                .startsWith("<saml2:Assertion")
                .contains(
                        "ID=\"?\"",
                        "IssueInstant=\"?\"",
                        "NotBefore=\"?\"",
                        "NotOnOrAfter=\"?\"",
                        "AuthnInstant=\"?\"",
                        "SessionIndex=\"?\"")
                .contains(
                        provider.entityId(),
                        ">zoe.mueller@corp.example.com</saml2:NameID>",
                        "Recipient=\"https://acme.freshdesk.com/login/saml\"",
                        ">https://acme.freshdesk.com</saml2:Audience>",
                        "Name=\"FirstName\"",
                        "Müller &amp; Söhne")
                .doesNotContain("Signature", "1970", "=\"_");
    }
}
