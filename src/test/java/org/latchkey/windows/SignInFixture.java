package org.latchkey.windows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.windows.HttpConnection.Answer;
import waffle.windows.auth.IWindowsAuthProvider;

/** A server, connections to it, and what differs between the providers. */
abstract class SignInFixture {

    static final String FORM_COOKIE = "latchkey-form";

    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    Path directory;

    SignInServer server;

    abstract IWindowsAuthProvider provider();

    abstract SignInServer.Setting setting();

    /** A fresh token, Base64, by which a person signs in in one leg. */
    abstract String token(String person);

    /** How the person is called then. */
    abstract String named(String person);

    @BeforeEach
    void start() throws LifecycleException {
        server = serve(setting());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : opened) {
            part.close();
        }
    }

    final SignInServer serve(SignInServer.Setting setting) throws LifecycleException {
        return opened(new SignInServer(directory, provider(), setting));
    }

    final <T extends AutoCloseable> T opened(T part) {
        opened.add(0, part);
        return part;
    }

    final HttpConnection connect() throws IOException {
        return connect(server);
    }

    final HttpConnection connect(SignInServer to) throws IOException {
        return opened(to.connect());
    }

    final Answer get(String path, String... headers) throws IOException {
        return connect().get(SignInServer.CONTEXT + path, headers);
    }

    static String negotiate(String token) {
        return "Authorization: Negotiate " + token;
    }

    final HttpResponse<String> http2(String path, String... header) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        URI uri = URI.create("http://localhost:" + server.port() + "/latchkey");
        // The first request upgrades the connection.
        client.send(HttpRequest.newBuilder(URI.create(uri + "/open")).build(), BodyHandlers.ofString());
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(uri + path)).headers(header).build();
        return client.send(request, BodyHandlers.ofString());
    }
}
