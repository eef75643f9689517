package org.latchkey.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat in this process, laid out and configured as an installed one: {@code conf/Catalina/localhost/latchkey.xml}
 * below its base directory, the header size that large tickets need, this machine's loopback address only.
 */
final class DemoTomcat implements AutoCloseable {
    private static final Logger QUIET = Logger.getLogger("org.apache.catalina");
    private static final Logger QUIET_CONNECTOR = Logger.getLogger("org.apache.coyote");
    private static final String CONTEXT_PATH = "/latchkey";

    private final Tomcat tomcat = new Tomcat();
    private final StandardContext context;

    private DemoTomcat(Path base, Path war, int port) throws IOException {
        Files.createDirectories(base.resolve("webapps"));
        try (InputStream defaults = Objects.requireNonNull(DemoTomcat.class.getResourceAsStream("tomcat-web.xml"))) {
            Files.copy(defaults, base.resolve("conf").resolve("web.xml"));
        }
        tomcat.setBaseDir(base.toString());
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.getEngine().setName("Catalina");
        tomcat.enableNaming();
        tomcat.setConnector(connector(port));
        context = (StandardContext)
                tomcat.addWebapp(CONTEXT_PATH, war.toAbsolutePath().toString());
        // Searches for leaks, which need --add-opens; this process ends with its web application.
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        context.setConfigFile(descriptor(base).toUri().toURL());
    }

    /**
     * Starts with the descriptor that lies at {@link #descriptor}.
     *
     * @param port 0 to let the system choose
     */
    static DemoTomcat start(Path base, Path war, int port) throws IOException, LifecycleException {
        QUIET.setLevel(Level.WARNING);
        QUIET_CONNECTOR.setLevel(Level.WARNING);
        DemoTomcat started = new DemoTomcat(base, war, port);
        try {
            started.tomcat.start();
            return started;
        } catch (LifecycleException e) {
            started.close();
            throw e;
        }
    }

    /** Where Tomcat looks for the web application's descriptor. */
    static Path descriptor(Path base) {
        return base.resolve("conf").resolve("Catalina").resolve("localhost").resolve("latchkey.xml");
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    Context context() {
        return context;
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat does not stop", e);
        }
    }

    private static Connector connector(int port) {
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        // Tickets of people in many groups are larger than Tomcat's 8 KiB.
        connector.setProperty("maxHttpHeaderSize", "65536");
        connector.setThrowOnFailure(true);
        return connector;
    }
}
