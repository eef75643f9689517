package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.StandInWindows;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.windows.HttpConnection.Answer;
import waffle.windows.auth.IWindowsAuthProvider;
import waffle.windows.auth.impl.WindowsAuthProviderImpl;

/** Handshakes of several legs, with Waffle's classes above a stand-in for the operating system. */
final class NtlmSignInTest extends SignInFixture {

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

    @AfterEach
    void speakAgain() {
        windows.tellsPackage(true);
    }

    private static String authorization(String scheme, String token) {
        return "Authorization: " + scheme + " " + token;
    }

    @Test
    void requestWhenNothingIsKnownThenNtlmIsOfferedToo() throws Exception {
        assertThat(get("/who").challenges()).containsExactly("Negotiate", "NTLM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTLM", "Negotiate"})
    void ntlmWhenRawThenSignedInOnTheSecondLeg(String scheme) throws Exception {
        int before = windows.open();
        HttpConnection connection = connect();

        Answer challenge = connection.get(WHO, authorization(scheme, FIRST));
        Answer answer = connection.get(WHO, authorization(scheme, Tokens.third(challenge, "CORP\\ada")));

        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.challenges()).singleElement().asString().startsWith(scheme + " TlRMTVNTUAAC");
        assertThat(challenge.header("Set-Cookie")).isEmpty();
        assertThat(answer.body()).isEqualTo("CORP\\ada by NTLM as CORP\\ada through NTLM");
        assertThat(answer.challenges()).isEmpty();
        assertThat(windows.open()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ntlmWhenInsideSpnegoThenNamedAsWhatWasUsed(boolean windowsTells) throws Exception {
        windows.tellsPackage(windowsTells);
        HttpConnection connection = connect();
        byte[] init = Tokens.init(Tokens.NTLM, Tokens.ntlm(1, ""));

        Answer challenge = connection.get(WHO, negotiate(Tokens.base64(init)));
        byte[] third = Base64.getDecoder().decode(Tokens.third(challenge, "CORP\\ada"));
        Answer answer = connection.get(WHO, negotiate(Tokens.base64(Tokens.response(third))));

        assertThat(answer.body()).startsWith("CORP\\ada by NTLM");
    }

    @Test
    void ntlmWhenTheSecondLegComesOnAnotherConnectionThenRefused() throws Exception {
        Answer challenge = get("/who", authorization("NTLM", FIRST));

        Answer answer = get("/who", authorization("NTLM", Tokens.third(challenge, "CORP\\ada")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).startsWith("TOKEN_BEHIND_PROXY");
        assertThat(answer.challenges()).isEmpty();
        assertThat(answer.setCookie(FORM_COOKIE)).isNotEmpty();
    }

    @Test
    void ntlmWhenTwoPeopleShareAConnectionThenNobodyIsTheOther() throws Exception {
        int before = windows.open();
        HttpConnection shared = connect();

        Answer ada = shared.get(WHO, authorization("NTLM", FIRST));
        Answer grace = shared.get(WHO, authorization("NTLM", FIRST));
        Answer adaAgain = shared.get(WHO, authorization("NTLM", Tokens.third(ada, "CORP\\ada")));
        Answer graceAgain = shared.get(WHO, authorization("NTLM", Tokens.third(grace, "CORP\\grace")));

        assertThat(adaAgain.body()).startsWith("TOKEN_REJECTED").contains("logon denied (0x8009030C)");
        assertThat(graceAgain.body()).startsWith("TOKEN_BEHIND_PROXY");
        assertThat(windows.open()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Via: 1.1 proxy",
                "Forwarded: for=10.1.2.3",
                "X-Forwarded-For: 10.1.2.3",
                "X-Forwarded-Proto: https",
                "X-Real-IP: 10.1.2.3",
                "Connection: close"
            })
    void ntlmWhenAProxyShowsThenRefusedAtTheFirstLegAndTheSecond(String trace) throws Exception {
        int before = windows.open();
        assertThat(get("/who", trace, authorization("NTLM", FIRST)).body()).startsWith("TOKEN_BEHIND_PROXY");
        assertThat(windows.open()).isEqualTo(before);

        HttpConnection connection = connect();
        Answer challenge = connection.get(WHO, authorization("NTLM", FIRST));
        Answer answer = connection.get(WHO, trace, authorization("NTLM", Tokens.third(challenge, "CORP\\ada")));
        assertThat(answer.body()).startsWith("TOKEN_BEHIND_PROXY");
    }

    @Test
    void ntlmWhenHttp10ThenRefused() throws Exception {
        Answer answer = connect().send("GET", "HTTP/1.0", WHO, authorization("NTLM", FIRST));

        assertThat(answer.body()).startsWith("TOKEN_BEHIND_PROXY").contains("HTTP/1.0");
    }

    @Test
    void ntlmWhenOverAjpThenRefusedAndOneLegIsTaken() throws Exception {
        AjpConnection ajp = opened(new AjpConnection(server.ajpPort()));

        assertThat(ajp.get(WHO, "NTLM " + FIRST)).contains("TOKEN_BEHIND_PROXY", "over ajp");
        assertThat(ajp.get(WHO, "Negotiate " + token("ada"))).contains("CORP\\ada by KERBEROS");
    }

    @Test
    void ntlmWhenOverHttp2ThenRefused() throws Exception {
        HttpResponse<String> answer = http2("/who", "Authorization", "NTLM " + FIRST);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).startsWith("TOKEN_BEHIND_PROXY").contains("HTTP/2.0");
        assertThat(answer.headers().allValues("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://localhost/latchkey", "http://sso.corp.example.com/latchkey", "http://localhost/latchkey"
            })
    void ntlmWhenNotAtThePublicUrlThenRefusedAndNotOffered(String publicUrl) throws Exception {
        SignInServer elsewhere = serve(setting().at(publicUrl));

        assertThat(connect(elsewhere).get(WHO).challenges()).containsExactly("Negotiate");
        assertThat(connect(elsewhere).get(WHO, authorization("NTLM", FIRST)).body())
                .startsWith("TOKEN_BEHIND_PROXY");
    }

    @Test
    void handshakeWhenTheSchemeChangesOnTheWayThenRefused() throws Exception {
        int before = windows.open();
        HttpConnection connection = connect();
        Answer challenge = connection.get(WHO, authorization("NTLM", FIRST));

        Answer answer = connection.get(WHO, authorization("Negotiate", Tokens.third(challenge, "CORP\\ada")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(windows.open()).isEqualTo(before);
    }

    @Test
    void handshakeWhenNotAnsweredInTimeThenRefusedAndFreed() throws Exception {
        int before = windows.open();
        HttpConnection connection = connect();
        Answer challenge = connection.get(WHO, authorization("NTLM", FIRST));
        assertThat(windows.open()).isGreaterThan(before);
        server.clock().advance(Handshakes.LONGEST.plus(Duration.ofSeconds(1)));

        Answer answer = connection.get(WHO, authorization("NTLM", Tokens.third(challenge, "CORP\\ada")));

        assertThat(answer.body()).startsWith("TOKEN_BEHIND_PROXY");
        assertThat(windows.open()).isEqualTo(before);
    }

    @Test
    void handshakesWhenManyAtOnceThenEachIsHimself() throws Exception {
        int before = windows.open();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> handshakes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String account = "CORP\\user" + i;
                handshakes.add(() -> account + " is " + twoLegs(account));
            }
            for (Future<String> answer : threads.invokeAll(handshakes)) {
                String[] names = answer.get().split(" is ", 2);
                assertThat(names[1]).isEqualTo(names[0]);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(windows.open()).isEqualTo(before);
    }

    private String twoLegs(String account) throws Exception {
        try (HttpConnection connection = server.connect()) {
            Answer challenge = connection.get(WHO, authorization("NTLM", FIRST));
            return connection
                    .get(WHO, authorization("NTLM", Tokens.third(challenge, account)))
                    .body()
                    .split(" by ", 2)[0];
        }
    }
}
