package org.latchkey.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.apache.catalina.LifecycleException;

/**
 * Latchkey with everything around it, in one process and on this machine only, until Ctrl-C: {@code mvn -Pdemo}.
 * The system property {@code latchkey.war} names the web application.
 */
public final class Demo implements AutoCloseable {
    private static final int LATCHKEY_PORT = 8080;
    private static final int FRESHWORKS_PORT = 8090;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final TemporaryDirectory work = opened(TemporaryDirectory.create("demo"));
    private final Path war;

    private Demo(Path war) {
        this.war = war;
    }

    public static void main(String[] arguments) throws IOException, LifecycleException {
        // Before anything logs: one line for each record.
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %4$s %5$s%6$s%n");
        Path war = Path.of(System.getProperty("latchkey.war", "target/latchkey.war"));
        if (!Files.isRegularFile(war)) {
            System.err.println(
                    "There is no web application at " + war.toAbsolutePath() + ": build it with mvn package.");
            System.exit(1);
        }
        System.out.println("Latchkey's demo starts: directory, KDC, Freshworks stand-in, Tomcat ...");
        Demo demo = new Demo(war);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-stop"));
        demo.run(System.out);
    }

    private void run(PrintStream out) throws IOException, LifecycleException {
        DemoDirectory directory = opened(DemoDirectory.start());
        DemoKdc kdc = opened(DemoKdc.start());
        int freshworksPort = FreePort.from(FRESHWORKS_PORT);
        FreshworksStandIn freshworks = opened(FreshworksStandIn.start(freshworksPort, kdc));
        int latchkeyPort = FreePort.from(LATCHKEY_PORT);
        URI latchkey = URI.create("http://localhost:" + latchkeyPort + "/latchkey");
        DemoKey key = DemoKey.create(work.resolve("helpdesk.pem"));
        String secret = HexFormat.of().formatHex(SecureRandom.getSeed(16));
        Path secretFile = Files.writeString(work.resolve("desk-secret"), secret, StandardCharsets.UTF_8);
        SamlKeyPair saml = SamlKeyPair.create(work);
        new DemoDescriptor(latchkey, directory, work.resolve("ldap-password"), kdc, freshworks, key, secretFile, saml)
                .write(DemoTomcat.descriptor(work.path(), DemoTomcat.CONTEXT_PATH));
        freshworks.saveSimpleSso(URI.create(latchkey + "/hmac/desk"), secret);
        freshworks.saveSaml(URI.create(latchkey + "/saml/sso"), latchkey + "/saml/metadata", saml.certificate());
        freshworks.savePolicy(URI.create(latchkey + "/jwt/helpdesk"), key.pasted());
        opened(DemoTomcat.start(work.path(), war, DemoTomcat.CONTEXT_PATH, latchkeyPort));

        out.println(new DemoGuide(freshworks.startPage(), latchkey, kdc, chromiumProfile()).text());
        sayWhenMoved(out, "Latchkey", LATCHKEY_PORT, latchkeyPort);
        sayWhenMoved(out, "the Freshworks stand-in", FRESHWORKS_PORT, freshworksPort);
        out.println("Ctrl-C stops everything and leaves nothing behind.");
    }

    /** Stops the parts, the last one first, and each of them even if another does not stop. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /**
     * Chromium loads its Kerberos library only in a profile that has met the Negotiate scheme before; without this, the
     * first start of a new profile always shows the form.
     */
    private Path chromiumProfile() throws IOException {
        Path profile = Files.createDirectories(work.resolve("chromium"));
        Files.writeString(
                profile.resolve("Local State"),
                "{\"net\":{\"received_http_auth_negotiate_headers\":true}}",
                StandardCharsets.UTF_8);
        return profile;
    }

    private static void sayWhenMoved(PrintStream out, String what, int preferred, int port) {
        if (port != preferred) {
            out.println("Port " + preferred + " was taken: " + what + " listens on " + port + " instead.");
        }
    }
}
