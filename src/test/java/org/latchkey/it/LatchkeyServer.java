package org.latchkey.it;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/**
 * The war that was built, in a Tomcat of its own on a port that the system chose, with a context descriptor where Tomcat
 * would look for it. It uses only what Tomcat 10.1 and 11 have in common, since both run it.
 */
public final class LatchkeyServer implements AutoCloseable {

    /** What of Tomcat's own conf/web.xml matters here: static files. JSP is not on the class path. */
    private static final String DEFAULT_WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>default</servlet-name>
                <servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>default</servlet-name>
                <url-pattern>/</url-pattern>
              </servlet-mapping>
              <mime-mapping>
                <extension>css</extension>
                <mime-type>text/css</mime-type>
              </mime-mapping>
            </web-app>
            """;

    private final Tomcat tomcat;
    private final Path base;
    private final String contextPath;

    private LatchkeyServer(Tomcat tomcat, Path base, String contextPath) {
        this.tomcat = tomcat;
        this.base = base;
        this.contextPath = contextPath;
    }

    /** Starts at {@code /latchkey}. */
    public static LatchkeyServer start(String descriptor) {
        return start("/latchkey", descriptor);
    }

    /** @param contextPath {@code /latchkey}, or empty for the root */
    public static LatchkeyServer start(String contextPath, String descriptor) {
        try {
            Path base = Files.createTempDirectory("latchkey-it");
            String name = contextPath.isEmpty() ? "ROOT" : contextPath.substring(1);
            Path config = base.resolve("conf")
                    .resolve("Catalina")
                    .resolve("localhost")
                    .resolve(name + ".xml");
            Files.createDirectories(config.getParent());
            Files.createDirectories(base.resolve("webapps"));
            Files.writeString(config, descriptor, StandardCharsets.UTF_8);
            Files.writeString(base.resolve("conf").resolve("web.xml"), DEFAULT_WEB_XML, StandardCharsets.UTF_8);
            return new LatchkeyServer(started(base, config, contextPath), base, contextPath);
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException("Tomcat did not start", e);
        }
    }

    private static Tomcat started(Path base, Path config, String contextPath) throws IOException, LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.getEngine().setName("Catalina");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxHttpHeaderSize", "65536");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Context context = tomcat.addWebapp(contextPath, System.getProperty("latchkey.war"));
        ((StandardContext) context)
                .setDefaultWebXml(
                        base.resolve("conf").resolve("web.xml").toUri().toString());
        context.setConfigFile(config.toUri().toURL());
        tomcat.start();
        return tomcat;
    }

    /** @param path within the web application, with its query */
    public URI uri(String path) {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + contextPath + path);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
            try (Stream<Path> files = Files.walk(base)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException("Tomcat did not stop", e);
        }
    }
}
