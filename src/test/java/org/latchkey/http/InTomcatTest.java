package org.latchkey.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd forms of an address that a real container lets through to a servlet: none may become a fault or another site. */
final class InTomcatTest {

    private static Tomcat tomcat;

    /** What a request for a page does that needs a sign-in: a cookie, and the way back. */
    private static final class Echo extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            new LaxCookie("latchkey-x", false, Duration.ofMinutes(15)).set(request, response, "value");
            LocalRedirect.back(request).send(response);
        }
    }

    @BeforeAll
    static void start(@TempDir Path base) throws LifecycleException {
        tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        StandardContext context = (StandardContext) tomcat.addContext("/latchkey", base.toString());
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        Tomcat.addServlet(context, "echo", new Echo()).addMapping("/jwt/*");
        tomcat.start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static String answer(String address) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort())) {
            socket.getOutputStream()
                    .write(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void answerWhenTheAddressIsPlainThenBackToIt() throws IOException {
        assertThat(answer("/latchkey/jwt/x?state=a%3D"))
                .startsWith("HTTP/1.1 303")
                .contains("Location: /latchkey/jwt/x?state=a%3D\r\n")
                .contains("Path=/latchkey/; HttpOnly; SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//latchkey/jwt/x",
                "////latchkey/jwt/x",
                "/latchkey//jwt/x",
                "/latchkey;a=b/jwt/x",
                "/latchkey;a=b/jwt;c=d/x;e=f",
                "/l%61tchkey/jwt/x",
                "/./latchkey/jwt/x",
                "/x/../latchkey/jwt/x",
                "//evil.example/../latchkey/jwt/x",
                "http://localhost/latchkey/jwt/x",
                "/latchkey/jwt/x?a=//evil.example"
            })
    void answerWhenTheAddressIsOddThenBackToAPathOfThisSite(String address) throws IOException {
        assertThat(answer(address))
                .startsWith("HTTP/1.1 303")
                .containsPattern("Location: /[^/\\\\][^\r]*\r\n")
                .contains("Path=/latchkey/;");
    }
}
