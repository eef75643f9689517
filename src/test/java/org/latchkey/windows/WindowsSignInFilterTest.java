package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.windows.HttpConnection.Answer;

final class WindowsSignInFilterTest {

    @TempDir
    Path directory;

    @Test
    void requestWhenNothingIsConfiguredThenItPassesAndNobodyIsKnown() throws Exception {
        try (SignInServer server = SignInServer.unconfigured(directory);
                HttpConnection connection = server.connect()) {
            assertThat(connection.get("/latchkey/open").body()).isEqualTo("open");
            Answer answer = connection.get("/latchkey/who", "Authorization: Negotiate YWJj");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.challenges()).isEmpty();
        }
    }

    @Test
    void requestWhenTheProviderIsOffThenNobodyIsChallengedAndATokenIsIgnored() throws Exception {
        SignInServer.Setting off = SignInServer.Setting.of(WindowsSettings.Provider.OFF, Scheme.NEGOTIATE);
        try (SignInServer server = new SignInServer(directory, Optional.empty(), off);
                HttpConnection connection = server.connect()) {
            Answer answer = connection.get("/latchkey/who", "Authorization: Negotiate YWJj");

            assertThat(answer.body()).startsWith("SIGN_IN_REQUIRED");
            assertThat(answer.challenges()).isEmpty();
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
    }
}
