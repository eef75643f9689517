package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoParts;

/** The setup page, opened as an administrator at the server opens it: with the code out of Tomcat's log. */
class SetupIT {

    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
    private static final String TWICE = """
            <Context>
              <Resource name="latchkey/site" type="org.latchkey.config.Settings"
                        factory="org.latchkey.config.SettingsFactory" publikUrl="https://sso.corp.example.com/latchkey"/>
              <Resource name="latchkey/app/desk" type="org.latchkey.config.Settings"
                        factory="org.latchkey.config.SettingsFactory" protocol="jwt" key="-----BEGIN secret-----"/>
              <Resource name="latchkey/app/desk" type="org.latchkey.config.Settings"
                        factory="org.latchkey.config.SettingsFactory" protocol="jwt"/>
              <Resource name="latchkey/app/plain" type="java.lang.String"/>
            </Context>
            """;

    private static final class Lines extends Handler {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            messages.add(String.valueOf(entry.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        String code() {
            Matcher code = CODE.matcher(String.join("\n", messages));
            assertThat(code.find()).as("a code in %s", messages).isTrue();
            return code.group();
        }
    }

    private static LatchkeyServer start(Lines lines) {
        return start(lines, TWICE);
    }

    private static LatchkeyServer start(Lines lines, String descriptor) {
        Logger logger = Logger.getLogger("org.latchkey");
        logger.setLevel(Level.INFO);
        logger.setUseParentHandlers(false);
        logger.addHandler(lines);
        try {
            return LatchkeyServer.start(descriptor);
        } finally {
            logger.removeHandler(lines);
            logger.setUseParentHandlers(true);
            logger.setLevel(null);
        }
    }

    @Test
    void setupWhenCodeOfTheLogThenEveryProblemAtOnceAndNoSecret() {
        Lines lines = new Lines();
        try (LatchkeyServer server = start(lines)) {
            Browser browser = new Browser();
            HttpResponse<String> opened = browser.post(server.uri("/setup"), Map.of("code", lines.code()));
            String page = browser.get(server.uri("/setup")).body();

            assertThat(opened.statusCode()).isEqualTo(303);
            assertThat(page)
                    .contains(
                            "publikUrl",
                            "publicUrl",
                            "latchkey/directory",
                            "latchkey/app/desk",
                            "stands twice",
                            "redirectUri")
                    .contains("latchkey/app/plain")
                    .doesNotContain("BEGIN secret");
            assertThat(String.join("\n", lines.messages)).doesNotContain("BEGIN secret");
        }
    }

    @Test
    void setupWhenCodeIsUsedAgainOrWrongThenRefusedWithoutSession() {
        Lines lines = new Lines();
        try (LatchkeyServer server = start(lines)) {
            Browser second = new Browser();
            new Browser().post(server.uri("/setup"), Map.of("code", lines.code()));

            assertThat(second.post(server.uri("/setup"), Map.of("code", lines.code()))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(second.post(server.uri("/setup"), Map.of("code", "0000-0000-0000"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(second.post(server.uri("/setup"), Map.of()).statusCode()).isEqualTo(403);
            assertThat(second.hasSession()).isFalse();
            assertThat(second.get(server.uri("/setup")).body()).doesNotContain("publikUrl");
        }
    }

    @Test
    void setupWhenTheDirectoryIsDownThenTheCodeOpensAllTheSame() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        String descriptor = Descriptor.empty()
                .windows()
                .directory(nobody, DemoParts.directory().trustFile())
                .resource("site", Map.of("adminGroup", "CORP\\Helpdesk Admins"))
                .xml();
        Lines lines = new Lines();
        try (LatchkeyServer server = start(lines, descriptor)) {
            Browser browser = new Browser();
            browser.post(server.uri("/setup"), Map.of("code", lines.code()));
            HttpResponse<String> page = browser.get(server.uri("/setup"));

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("adminGroup", "cannot be looked up", "DIRECTORY_UNAVAILABLE");
            assertThat(page.body()).contains("corp: localhost:" + nobody, "does not answer", "Connection refused");
        }
    }

    @Test
    void setupWhenProxyShowsThenClosed() {
        try (LatchkeyServer server = start(new Lines())) {
            assertThat(new Browser()
                            .get(server.uri("/setup"), "X-Forwarded-For", "10.0.0.1")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(new Browser()
                            .get(server.uri("/setup"), "Via", "1.1 proxy")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(new Browser()
                            .get(server.uri("/setup"), "Forwarded", "for=10.0.0.1")
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
