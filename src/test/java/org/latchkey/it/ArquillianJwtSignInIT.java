package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;

/** The built war in the Tomcat 10.1 that Arquillian manages, with the descriptor inside it, as {@code META-INF/context.xml}. */
@ExtendWith(ArquillianExtension.class)
class ArquillianJwtSignInIT {

    private static final KeyPair KEY = SigningKeys.rsa(2048);

    @Deployment(testable = false)
    static WebArchive war() {
        String descriptor = Descriptor.standard()
                .jwt(
                        "helpdesk",
                        Map.of(
                                "protocol", "jwt",
                                "redirectUri", "https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                                "key", SigningKeys.pem(KEY)))
                .xml();
        return ShrinkWrap.create(ZipImporter.class, "latchkey.war")
                .importFrom(new File(System.getProperty("latchkey.war")))
                .as(WebArchive.class)
                .addAsManifestResource(new StringAsset(descriptor), "context.xml");
    }

    @Test
    @RunAsClient
    void signInWhenTicketThenSignedToken(@ArquillianResource URL base) {
        URI address = URI.create("http://localhost:" + base.getPort() + "/latchkey/jwt/helpdesk?state=s&nonce=n");
        String token = DemoParts.kdc().ticketFor(DemoPeople.ADA).spnego("HTTP@localhost");
        HttpResponse<String> answer = new Browser().get(address, "Authorization", "Negotiate " + token);

        assertThat(IdTokens.claims(answer, KEY).get("email").textValue()).isEqualTo(DemoPeople.ADA.mail());
    }
}
