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
public final class DemoTomcat implements AutoCloseable {
    private static final Logger QUIET = Logger.getLogger("org.apache.catalina");
    private static final Logger QUIET_CONNECTOR = Logger.getLogger("org.apache.coyote");

    /** Searches for leaks when a web application stops, and asks for --add-opens to do it; here the process stops, too. */
    private static final Logger QUIET_LEAKS = Logger.getLogger("org.apache.catalina.loader");

    static final String CONTEXT_PATH = "/latchkey";

    private final Tomcat tomcat = new Tomcat();
    private final StandardContext context;

    private DemoTomcat(Path base, Path war, String contextPath, int port) throws IOException {
        Files.createDirectories(base.resolve("webapps"));
        Path defaults = base.resolve("conf").resolve("web.xml");
        try (InputStream in = Objects.requireNonNull(DemoTomcat.class.getResourceAsStream("tomcat-web.xml"))) {
            Files.copy(in, defaults);
        }
        tomcat.setBaseDir(base.toString());
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.getEngine().setName("Catalina");
        tomcat.enableNaming();
        tomcat.setConnector(connector(port));
        context = (StandardContext)
                tomcat.addWebapp(contextPath, war.toAbsolutePath().toString());
        // By its full path: of several Tomcats in one process, only the first one's base directory counts for relative
        // ones.
        context.setDefaultWebXml(defaults.toUri().toString());
        context.setConfigFile(descriptor(base, contextPath).toUri().toURL());
    }

    /**
     * Starts with the descriptor that lies at {@link #descriptor}.
     *
     * @param contextPath {@code /latchkey}, or empty for the root
     * @param port 0 to let the system choose
     */
    public static DemoTomcat start(Path base, Path war, String contextPath, int port)
            throws IOException, LifecycleException {
        QUIET.setLevel(Level.WARNING);
        QUIET_CONNECTOR.setLevel(Level.WARNING);
        QUIET_LEAKS.setLevel(Level.SEVERE);
        DemoTomcat started = new DemoTomcat(base, war, contextPath, port);
        try {
            started.tomcat.start();
            return started;
        } catch (LifecycleException e) {
            started.close();
            throw e;
        }
    }

    /** Where Tomcat looks for the web application's descriptor. */
    public static Path descriptor(Path base, String contextPath) {
        String name = contextPath.isEmpty() ? "ROOT" : contextPath.substring(1);
        return base.resolve("conf").resolve("Catalina").resolve("localhost").resolve(name + ".xml");
    }

    public int port() {
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
