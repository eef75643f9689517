package org.latchkey.it;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.latchkey.demo.DemoTomcat;
import org.latchkey.demo.TemporaryDirectory;

/** The war that was built, in a Tomcat of its own, with a context descriptor where an administrator would put it. */
final class LatchkeyServer implements AutoCloseable {

    private final TemporaryDirectory base;
    private final DemoTomcat tomcat;
    private final String contextPath;

    private LatchkeyServer(TemporaryDirectory base, DemoTomcat tomcat, String contextPath) {
        this.base = base;
        this.tomcat = tomcat;
        this.contextPath = contextPath;
    }

    /** Starts at {@code /latchkey}. */
    static LatchkeyServer start(String descriptor) {
        return start("/latchkey", descriptor);
    }

    /** @param contextPath {@code /latchkey}, or empty for the root */
    static LatchkeyServer start(String contextPath, String descriptor) {
        TemporaryDirectory base = TemporaryDirectory.create("it");
        try {
            Path file = DemoTomcat.descriptor(base.path(), contextPath);
            Files.createDirectories(file.getParent());
            Files.writeString(file, descriptor, StandardCharsets.UTF_8);
            Path war = Path.of(System.getProperty("latchkey.war"));
            return new LatchkeyServer(base, DemoTomcat.start(base.path(), war, contextPath, 0), contextPath);
        } catch (IOException | LifecycleException e) {
            base.close();
            throw new IllegalStateException("Tomcat did not start", e);
        }
    }

    /** @param path within the web application, with its query */
    URI uri(String path) {
        return URI.create("http://localhost:" + tomcat.port() + contextPath + path);
    }

    @Override
    public void close() {
        tomcat.close();
        base.close();
    }
}
