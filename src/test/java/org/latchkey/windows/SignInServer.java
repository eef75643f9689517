package org.latchkey.windows;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.latchkey.MovableClock;
import org.latchkey.http.Client;
import org.latchkey.http.Networks;
import org.latchkey.http.Parts;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SignInRequired;
import org.latchkey.signin.SignInSession;
import waffle.windows.auth.IWindowsAuthProvider;

/**
 * A real Tomcat on a port of its own, with the filter between an outer one that turns refusals into answers and a servlet
 * that asks who is there.
 */
final class SignInServer implements AutoCloseable {

    static final String CONTEXT = "/latchkey";

    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T09:00:00Z"));
    private final SignInSession sessions = new SignInSession(clock, Duration.ofHours(8));

    /** What a test may vary. */
    record Setting(WindowsSettings settings, Optional<String> publicUrl, List<String> trustedProxies) {

        static Setting of(WindowsSettings.Provider provider, Scheme... schemes) {
            return new Setting(
                    new WindowsSettings(
                            provider,
                            Set.of(schemes),
                            Optional.empty(),
                            Optional.empty(),
                            Networks.of(List.of("127.0.0.0/8", "::1")),
                            true),
                    Optional.empty(),
                    List.of());
        }

        Setting at(String url) {
            return new Setting(settings, Optional.of(url), trustedProxies);
        }

        Setting behind(String proxy) {
            return new Setting(settings, publicUrl, List.of(proxy));
        }
    }

    SignInServer(Path directory, IWindowsAuthProvider provider, Setting setting) throws LifecycleException {
        this(directory, Optional.of(provider), setting);
    }

    SignInServer(Path directory, Optional<IWindowsAuthProvider> provider, Setting setting) throws LifecycleException {
        this(directory);
        WindowsSignIn signIn = new WindowsSignIn(
                provider,
                setting.settings(),
                sessions,
                new Client(Networks.of(setting.trustedProxies())),
                clock,
                setting.publicUrl().map(URI::create));
        context.addServletContainerInitializer(
                (types, started) -> Parts.put(started, WindowsSignIn.class, signIn), null);
        tomcat.start();
    }

    private SignInServer(Path directory) {
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector());
        context = tomcat.addContext(CONTEXT, directory.toString());
        StandardManager manager = new StandardManager();
        manager.setPathname(directory.resolve("sessions.ser").toString());
        context.setManager(manager);
        ignoreLeaks((StandardContext) context);
        add("edge", new Edge());
        addByName("windows-sign-in", WindowsSignInFilter.class.getName());
        Tomcat.addServlet(context, "asking", new AskingServlet(sessions)).addMapping("/*");
    }

    /** As the web application is with an empty configuration. */
    static SignInServer unconfigured(Path directory) throws LifecycleException {
        SignInServer server = new SignInServer(directory);
        server.tomcat.start();
        return server;
    }

    /** Tomcat looks for classes that a removed application leaves behind; these are the test's, and stay. */
    private static void ignoreLeaks(StandardContext context) {
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
    }

    private static Connector connector() {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxHttpRequestHeaderSize", "200000");
        connector.addUpgradeProtocol(new Http2Protocol());
        return connector;
    }

    private void add(String name, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        map(definition);
    }

    private void addByName(String name, String type) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilterClass(type);
        map(definition);
    }

    private void map(FilterDef definition) {
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(definition.getFilterName());
        mapping.addURLPattern("/*");
        context.addFilterDef(definition);
        context.addFilterMap(mapping);
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Opens the AJP port too. */
    int ajpPort() throws LifecycleException {
        Connector connector = new Connector("AJP/1.3");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("secretRequired", "false");
        connector.setProperty("packetSize", "65536");
        tomcat.getService().addConnector(connector);
        return connector.getLocalPort();
    }

    MovableClock clock() {
        return clock;
    }

    int sessions() {
        return context.getManager().getActiveSessions();
    }

    HttpConnection connect() throws IOException {
        return new HttpConnection(port());
    }

    /** Sessions go to a file in the directory, where the next server finds them. */
    @Override
    public void close() throws LifecycleException {
        if (tomcat.getServer().getState().isAvailable()) {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    /** What the product's edge filter does, without its pages: status, challenges, and the reason as the body. */
    private static final class Edge implements Filter {

        @Override
        public void doFilter(ServletRequest incoming, ServletResponse outgoing, FilterChain chain)
                throws IOException, ServletException {
            HttpServletResponse response = (HttpServletResponse) outgoing;
            try {
                chain.doFilter((HttpServletRequest) incoming, response);
            } catch (Refusal refusal) {
                if (refusal instanceof SignInRequired required) {
                    required.challenges().forEach(value -> response.addHeader("WWW-Authenticate", value));
                }
                response.setStatus(refusal.reason().status());
                byte[] body = refusal.toString().getBytes(StandardCharsets.UTF_8);
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
        }
    }
}
