package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.windows.HttpConnection.Answer;
import waffle.windows.auth.IWindowsAuthProvider;

final class ProviderFaultTest {

    private static final String TOKEN =
            "Authorization: Negotiate " + Tokens.base64(Tokens.kerberos("a very secret ticket"));

    @TempDir
    Path directory;

    static List<Throwable> faults() {
        return List.of(
                new UnsatisfiedLinkError("Unable to load library 'Secur32'"),
                new NoClassDefFoundError("com/sun/jna/Native"),
                new IllegalStateException("fault"),
                new Error("Invalid memory access"));
    }

    private static IWindowsAuthProvider broken(Throwable fault) {
        return (IWindowsAuthProvider) Proxy.newProxyInstance(
                ProviderFaultTest.class.getClassLoader(),
                new Class<?>[] {IWindowsAuthProvider.class},
                (proxy, method, arguments) -> {
                    throw fault;
                });
    }

    private SignInServer serve(Throwable fault) throws Exception {
        return new SignInServer(
                directory, broken(fault), SignInServer.Setting.of(WindowsSettings.Provider.WAFFLE, Scheme.NEGOTIATE));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void providerWhenItBreaksThenTheFormAndOneLineInTheLog(Throwable fault) throws Exception {
        try (LogRecords log = new LogRecords("org.latchkey.windows");
                SignInServer server = serve(fault);
                HttpConnection connection = server.connect()) {
            for (int i = 0; i < 3; i++) {
                Answer answer = connection.get("/latchkey/who", TOKEN);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.body()).startsWith("TOKEN_REJECTED").contains("the provider is broken");
            }
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("SEVERE"))
                    .hasSize(1);
        }
    }

    @Test
    void challengeWhenALibraryIsMissingThenNobodyIsAskedInVain() throws Exception {
        try (LogRecords log = new LogRecords("org.latchkey.windows");
                SignInServer server = serve(new UnsatisfiedLinkError("Secur32"));
                HttpConnection connection = server.connect()) {
            assertThat(connection.get("/latchkey/who").challenges()).containsExactly("Negotiate");
            connection.get("/latchkey/who", TOKEN);

            assertThat(connection.get("/latchkey/who").challenges()).isEmpty();
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void logWhenEverythingIsLoggedThenNoToken() throws Exception {
        String encoded = TOKEN.substring(TOKEN.lastIndexOf(' ') + 1);
        try (LogRecords log = new LogRecords("org.latchkey", "waffle", "com.sun.jna");
                SignInServer server = serve(new IllegalStateException("fault"));
                HttpConnection connection = server.connect()) {
            connection.get("/latchkey/who", TOKEN);
            connection.get("/latchkey/who", TOKEN + "!");
            connection.get("/latchkey/who", "Authorization: Basic " + encoded);

            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(encoded.substring(0, 12)));
            assertThat(log.lines()).noneMatch(line -> line.contains("very secret"));
        }
    }
}
