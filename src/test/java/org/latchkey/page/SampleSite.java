package org.latchkey.page;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** Pages under their names, with their style sheet, scripts and headers, as a browser gets them from Tomcat. */
public final class SampleSite implements AutoCloseable {

    private static final String CONTEXT = "/latchkey";

    private final Tomcat tomcat;
    private final Map<String, Page> pages;

    private SampleSite(Tomcat tomcat, Map<String, Page> pages) {
        this.tomcat = tomcat;
        this.pages = pages;
    }

    /** Shows one of each page, in each of its states. */
    public static SampleSite start(Path base) throws LifecycleException {
        return start(base, SamplePages.all());
    }

    static SampleSite start(Path base, Map<String, Page> pages) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context =
                tomcat.addContext(CONTEXT, Path.of("webapp").toAbsolutePath().toString());
        Tomcat.addServlet(context, "files", new DefaultServlet()).addMapping("/");
        Tomcat.addServlet(context, "pages", new ShowByName(new Pages(new Languages(Locale.ENGLISH)), pages))
                .addMapping("/pages/*");
        tomcat.start();
        return new SampleSite(tomcat, pages);
    }

    public Set<String> names() {
        return pages.keySet();
    }

    public URI page(String name) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + CONTEXT + "/pages/" + name);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class ShowByName extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient Pages pages;
        private final transient Map<String, Page> shown;

        ShowByName(Pages pages, Map<String, Page> shown) {
            this.pages = pages;
            this.shown = shown;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            pages.show(request, response, 403, shown.get(request.getPathInfo().substring(1)));
        }
    }
}
