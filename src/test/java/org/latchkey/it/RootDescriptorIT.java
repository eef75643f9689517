package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.HostConfig;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoTomcat;

/** The sample {@code conf/ROOT.xml}, deployed as Tomcat itself deploys a descriptor, with the values that are a site's own. */
class RootDescriptorIT {

    private static final KeyPair KEY = SigningKeys.rsa(2048);
    private static final String WINDOWS = """
              <Resource name="latchkey/windows" type="org.latchkey.config.Settings"
                        factory="org.latchkey.config.SettingsFactory" keytab="%s"
                        servicePrincipal="HTTP/localhost@CORP.EXAMPLE.COM"/>
            </Context>
            """;

    @TempDir
    private static Path base;

    private static final Tomcat TOMCAT = new Tomcat();

    @BeforeAll
    static void start() throws IOException, LifecycleException {
        Path secrets = base.resolve("conf").resolve("latchkey");
        for (Path folder : List.of(secrets, base.resolve("webapps"), base.resolve("logs"), base.resolve("latchkey"))) {
            Files.createDirectories(folder);
        }
        DemoDirectory directory = DemoParts.directory();
        SigningKeys.write(secrets.resolve("freshservice.pem"), KEY);
        Files.writeString(secrets.resolve("freshdesk-secret"), "0123456789abcdef\n");
        Files.writeString(secrets.resolve("ldap-password"), directory.servicePassword() + "\n");
        Files.copy(directory.trustFile(), secrets.resolve("ca.pem"));
        Files.copy(
                Path.of(System.getProperty("latchkey.war")),
                base.resolve("latchkey").resolve("latchkey.war"));
        try (InputStream defaults = Objects.requireNonNull(DemoTomcat.class.getResourceAsStream("tomcat-web.xml"))) {
            Files.copy(defaults, base.resolve("conf").resolve("web.xml"));
        }
        Path file = DemoTomcat.descriptor(base, "");
        Files.createDirectories(file.getParent());
        Files.writeString(file, descriptor(directory));
        TOMCAT.setBaseDir(base.toString());
        TOMCAT.setPort(0);
        TOMCAT.enableNaming();
        TOMCAT.getEngine().setName("Catalina");
        StandardHost host = (StandardHost) TOMCAT.getHost();
        host.setAppBase(base.resolve("webapps").toString());
        host.addLifecycleListener(new HostConfig());
        TOMCAT.getConnector();
        TOMCAT.start();
    }

    /** Of several Tomcats in one process, only the first one's base is what the property says. */
    private static String descriptor(DemoDirectory directory) throws IOException {
        return Files.readString(Path.of("conf", "ROOT.xml"))
                .replace("${catalina.base}", base.toString())
                .replace(
                        "domain=\"corp.example.com\"",
                        "domain=\"corp.example.com\" servers=\"ldaps://localhost:" + directory.ldapsPort() + "\"")
                .replace("CORP\\svc-latchkey", directory.serviceAccount())
                .replace("</Context>", WINDOWS.formatted(DemoParts.kdc().keytab()));
    }

    @AfterAll
    static void stop() throws LifecycleException {
        TOMCAT.stop();
        TOMCAT.destroy();
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + TOMCAT.getConnector().getLocalPort() + path);
    }

    @Test
    void deployWhenTheSampleThenTheRootAndNothingWrong() {
        assertThat(TOMCAT.getHost().findChildren())
                .extracting(child -> ((Context) child).getPath())
                .containsExactly("");
        assertThat(new Browser().get(uri("/health/ready")).body()).contains("up");
        assertThat(new Browser().withTicket(DemoPeople.ADA, uri("/")).body())
                .contains("IT Service Desk", "Customer service", "\"/go/freshservice\"", "\"/static/latchkey.css\"");
    }

    @Test
    void signInWhenAtTheScriptsAddressesThenAsTheScriptsDid() {
        assertThat(IdTokens.claims(
                                new Browser().withTicket(DemoPeople.ADA, uri("/ADScriptJWT.asp?state=s&nonce=n")), KEY)
                        .get("sub")
                        .textValue())
                .isEqualTo("ada");
        assertThat(IdTokens.location(new Browser()
                        .withTicket(DemoPeople.ADA, uri("/freshdesk/ADScript.asp?host_url=acme.freshdesk.com"))))
                .startsWith("https://acme.freshdesk.com/login/sso?name=Ada%20Lovelace&");
    }
}
