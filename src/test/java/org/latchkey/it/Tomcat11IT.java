package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;

/** The same war, built against Servlet 6.0, in Tomcat 11 (Servlet 6.1), in a process of its own. */
class Tomcat11IT {

    private static final KeyPair KEY = SigningKeys.rsa(2048);

    @TempDir
    private Path dir;

    private Process start() throws IOException {
        String descriptor = Descriptor.standard()
                .jwt(
                        "helpdesk",
                        Map.of(
                                "protocol", "jwt",
                                "redirectUri", "https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                                "key", SigningKeys.pem(KEY)))
                .xml();
        Path file = Files.writeString(dir.resolve("latchkey.xml"), descriptor, StandardCharsets.UTF_8);
        Path classes = Path.of(System.getProperty("latchkey.war")).resolveSibling("test-classes");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.krb5.conf=" + DemoParts.kdc().krb5Conf(),
                "-Dlatchkey.war=" + System.getProperty("latchkey.war"),
                "-cp",
                System.getProperty("latchkey.tomcat11") + File.separator + "*" + File.pathSeparator + classes,
                Tomcat11Main.class.getName(),
                file.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void signInWhenTomcat11ThenTokenPagesAndRefusalsAsInTomcat10() throws IOException {
        Process process = start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String[] said = String.valueOf(out.readLine()).split(" ", 2);
            assertThat(said[0]).startsWith("11.");
            String base = said[1];

            HttpResponse<String> signedIn =
                    new Browser().withTicket(DemoPeople.ZOE, URI.create(base + "/jwt/helpdesk?state=%FF%2B&nonce=n"));
            assertThat(IdTokens.claims(signedIn, KEY).get("family_name").textValue())
                    .isEqualTo("Ångström");
            assertThat(IdTokens.location(signedIn)).contains("?state=%FF%2B&id_token=");

            Browser browser = new Browser();
            HttpResponse<String> asked = browser.get(URI.create(base + "/jwt/helpdesk?state=s&nonce=n"));
            assertThat(asked.statusCode()).isEqualTo(401);
            HttpResponse<String> typed = browser.post(
                    URI.create(base + "/signin"),
                    Map.of(
                            "state",
                            Browser.sealedState(asked),
                            "account",
                            "ada",
                            "password",
                            DemoPeople.ADA.password()));
            assertThat(typed.statusCode()).isEqualTo(303);
            // Tomcat 11 throws where Tomcat 10.1 drops what it cannot decode.
            assertThat(browser.get(URI.create(base + "/jwt/helpdesk?state=s&nonce=%FF"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(browser.get(URI.create(base + "/no/such/page")).statusCode())
                    .isEqualTo(404);
            assertThat(browser.get(URI.create(base + "/static/latchkey.css")).statusCode())
                    .isEqualTo(200);
        } finally {
            // Its standard input ends, so it stops by itself and leaves nothing behind.
            process.getOutputStream().close();
            assertThat(process.onExit()).succeedsWithin(Duration.ofMinutes(1));
        }
    }
}
