package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.StandInWindows;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.windows.HttpConnection.Answer;
import waffle.windows.auth.IWindowsAuthProvider;
import waffle.windows.auth.impl.WindowsAuthProviderImpl;

/** Waffle's own Windows classes, with a stand-in for the operating system below them. */
final class WaffleSignInTest extends WindowsSignInContract {

    private static final String WHO = "/latchkey/who";
    private static final String FIRST = Tokens.base64(Tokens.ntlm(1, ""));

    private final StandInWindows windows = StandInWindows.INSTANCE;

    @Override
    IWindowsAuthProvider provider() {
        return new WindowsAuthProviderImpl();
    }

    @Override
    SignInServer.Setting setting() {
        return SignInServer.Setting.of(WindowsSettings.Provider.WAFFLE, Scheme.NEGOTIATE, Scheme.NTLM);
    }

    @Override
    String token(String person) {
        return Tokens.base64(
                Tokens.init(Tokens.MS_KERBEROS + Tokens.KERBEROS + Tokens.NTLM, Tokens.ticket("CORP\\" + person)));
    }

    @Override
    String named(String person) {
        return "CORP\\" + person;
    }

    @Override
    String sid() {
        return "S-1-5-21-11-22-33-1104";
    }

    @AfterEach
    void speakAgain() {
        windows.tellsPackage(true);
    }

    private static String authorization(String scheme, String token) {
        return "Authorization: " + scheme + " " + token;
    }

    @Test
    void kerberosWhenWindowsDoesNotNameThePackageThenTheTokenDoes() throws Exception {
        windows.tellsPackage(false);

        assertThat(get("/who", negotiate(token("ada"))).body()).startsWith("CORP\\ada by KERBEROS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORP\\Guest", "NT AUTHORITY\\ANONYMOUS LOGON", "SERVER\\visitor", "CORP\\trainee"})
    void logonWhenGuestOrAnonymousThenRefused(String account) throws Exception {
        int before = windows.open();
        HttpConnection connection = connect();
        Answer challenge = connection.get(WHO, authorization("NTLM", FIRST));

        Answer second = connection.get(WHO, authorization("NTLM", Tokens.third(challenge, account)));
        Answer oneLeg = connection.get(WHO, negotiate(Tokens.base64(Tokens.ticket(account))));

        assertThat(second.status()).isEqualTo(401);
        assertThat(second.body()).startsWith("TOKEN_GUEST");
        assertThat(oneLeg.body()).startsWith("TOKEN_GUEST");
        assertThat(server.sessions()).isZero();
        assertThat(windows.open()).isEqualTo(before);
    }

    @Test
    void logonWhenWindowsKnowsNoNameThenRefused() throws Exception {
        Answer answer = get("/who", negotiate(Tokens.base64(Tokens.ticket("NONE_MAPPED"))));

        assertThat(answer.body()).startsWith("TOKEN_REJECTED");
    }

    @Test
    void logonWhenDeniedThenTheFormAndNoHandleIsLeft() throws Exception {
        int before = windows.open();
        HttpConnection connection = connect();
        Answer challenge = connection.get(WHO, authorization("NTLM", FIRST));

        Answer answer = connection.get(WHO, authorization("NTLM", Tokens.third(challenge, StandInWindows.DENIED)));

        assertThat(answer.body()).startsWith("TOKEN_REJECTED");
        assertThat(answer.challenges()).isEmpty();
        assertThat(windows.open()).isEqualTo(before);
    }

    @Test
    void ntlmWhenOnlyNegotiateIsConfiguredThenRefusedInEveryWrapping() throws Exception {
        SignInServer kerberosOnly = serve(SignInServer.Setting.of(WindowsSettings.Provider.WAFFLE, Scheme.NEGOTIATE));
        String wrapped = Tokens.base64(Tokens.init(Tokens.NTLM, Tokens.ntlm(1, "")));

        assertThat(connect(kerberosOnly).get(WHO).challenges()).containsExactly("Negotiate");
        for (String header : List.of("NTLM " + FIRST, "Negotiate " + FIRST, "Negotiate " + wrapped)) {
            Answer answer = connect(kerberosOnly).get(WHO, "Authorization: " + header);
            assertThat(answer.body()).startsWith("TOKEN_NTLM_ONLY");
        }
    }

    @Test
    void negotiateWhenOnlyNtlmIsConfiguredThenNtlmIsAskedFor() throws Exception {
        SignInServer ntlmOnly = serve(SignInServer.Setting.of(WindowsSettings.Provider.WAFFLE, Scheme.NTLM));

        Answer answer = connect(ntlmOnly).get(WHO, negotiate(token("ada")));

        assertThat(answer.body()).startsWith("SIGN_IN_REQUIRED");
        assertThat(answer.challenges()).containsExactly("NTLM");
    }
}
