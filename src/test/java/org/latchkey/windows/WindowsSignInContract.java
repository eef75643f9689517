package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.windows.HttpConnection.Answer;
import waffle.windows.auth.IWindowsAuthProvider;

/** What holds whoever checks the tokens: the same tests over HTTP with Waffle and with a keytab. */
abstract class WindowsSignInContract {

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

    @Test
    void requestWhenNobodyIsKnownThenNegotiateIsOfferedFirst() throws Exception {
        Answer answer = get("/who");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenges()).first().isEqualTo("Negotiate");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void requestWhenOneLegSufficesThenThePersonIsKnownByWhatWasUsed() throws Exception {
        Answer answer = get("/who", negotiate(token("ada")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(named("ada") + " by KERBEROS as " + named("ada") + " through KERBEROS");
    }

    @Test
    void requestWhenTheProviderAnswersThenTheServerProvesItself() throws Exception {
        Answer answer = get("/who", negotiate(token("ada")));

        assertThat(answer.challenges()).singleElement().asString().matches("Negotiate [A-Za-z0-9+/]+=*");
    }

    @Test
    void sessionWhenSignedInThenNoTokenIsNeeded() throws Exception {
        String cookie = get("/who", negotiate(token("ada"))).cookie("JSESSIONID");

        Answer answer = get("/who", "Cookie: " + cookie);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith(named("ada"));
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void tokenWhenSessionIsValidThenItIsNotLookedAt() throws Exception {
        String cookie = get("/who", negotiate(token("ada"))).cookie("JSESSIONID");

        Answer another = get("/who", "Cookie: " + cookie, negotiate(token("grace")));
        Answer garbage = get("/who", "Cookie: " + cookie, negotiate("garbage"));

        assertThat(List.of(another.body(), garbage.body())).allMatch(body -> body.startsWith(named("ada")));
        assertThat(another.header("Set-Cookie")).isEmpty();
    }

    @Test
    void sessionWhenTooOldThenItIsAskedAgain() throws Exception {
        String cookie = get("/who", negotiate(token("ada"))).cookie("JSESSIONID");
        server.clock().pass(Duration.ofHours(8));

        assertThat(get("/who", "Cookie: " + cookie).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Negotiate",
                "negotiate ",
                "Negotiate !!!!",
                "Negotiate YII",
                "Negotiate YIIA\u00e9\u00e9",
                "Negotiate Z2FyYmFnZQ==",
                "Negotiate YIGJBgYrBgEFBQI=",
                "NTLM",
                "NTLM Z2FyYmFnZQ==",
                "NTLM TlRMTVNTUAA=",
                "Negotiate TlRMTVNTUAACAAAA",
                "Negotiate YQA="
            })
    void tokenWhenGarbageThenTheFormWithoutChallenge(String header) throws Exception {
        Answer answer = get("/who", "Authorization: " + header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenges()).isEmpty();
        assertThat(answer.body()).startsWith("TOKEN_MALFORMED");
        assertThat(server.sessions()).isZero();
    }

    @Test
    void tokenWhenTwoOfThemThenRefused() throws Exception {
        Answer answer = get("/who", negotiate(token("ada")), negotiate(token("grace")));

        assertThat(answer.body()).startsWith("TOKEN_MALFORMED");
    }

    @Test
    void tokenWhenTooLargeThenSaid() throws Exception {
        byte[] large = Tokens.init(Tokens.KERBEROS, new byte[NegotiateToken.LARGEST]);

        Answer answer = get("/who", negotiate(Tokens.base64(large)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).startsWith("TOKEN_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWRhOnNlY3JldA==", "Bearer abc", "", "Negotiated abc", "Digest username=ada"})
    void authorizationWhenOfAnotherSchemeThenAsIfAbsent(String header) throws Exception {
        Answer answer = get("/who", "Authorization: " + header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenges()).contains("Negotiate");
        assertThat(answer.body()).startsWith("SIGN_IN_REQUIRED");
    }

    @Test
    void browserWhenItsTokenWasRefusedThenNotChallengedAgain() throws Exception {
        Answer refused = get("/who", negotiate(Tokens.base64(Tokens.kerberos("not a ticket"))));

        assertThat(refused.body()).startsWith("TOKEN_REJECTED");
        assertThat(refused.challenges()).isEmpty();
        assertThat(refused.setCookie(FORM_COOKIE))
                .contains("; Path=/latchkey/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=300")
                .doesNotContain("Secure");

        Answer next = get("/who", "Cookie: " + refused.cookie(FORM_COOKIE));

        assertThat(next.status()).isEqualTo(401);
        assertThat(next.challenges()).isEmpty();
    }

    @Test
    void browserWhenItSignsInAfterARefusalThenTheMarkGoes() throws Exception {
        Answer answer = get("/who", "Cookie: " + FORM_COOKIE + "=1", negotiate(token("ada")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.setCookie(FORM_COOKIE)).contains("; Max-Age=0");
    }

    @Test
    void formCookieWhenPublicUrlIsHttpsThenSecure() throws Exception {
        SignInServer https = serve(setting().at("https://sso.corp.example.com/latchkey"));

        Answer refused = connect(https).get("/latchkey/who", negotiate("garbage"));

        assertThat(refused.setCookie(FORM_COOKIE)).contains("; Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "OPTIONS"})
    void tokenWhenNotGetThenIgnoredAndNothingIsBegun(String method) throws Exception {
        Answer answer = connect().send(method, "HTTP/1.1", "/latchkey/who", negotiate(token("ada")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenges()).isEmpty();
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void tokenWhenTheRequestIsMalformedThenNotEvenChecked() throws Exception {
        String token = token("ada");

        Answer malformed = get("/malformed", negotiate(token));
        Answer open = get("/open", negotiate("garbage"));
        Answer wellFormed = get("/who", negotiate(token));

        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.header("Set-Cookie")).isEmpty();
        assertThat(open.status()).isEqualTo(200);
        assertThat(wellFormed.status()).isEqualTo(200);
    }

    @Test
    void sessionWhenTheRequestIsRefusedInTheEndThenThereIsNone() throws Exception {
        Answer answer = get("/forbidden", negotiate(token("ada")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(server.sessions()).isZero();
    }

    @Test
    void sessionIdWhenPlantedThenRenewed() throws Exception {
        String planted = get("/anonymous-session").cookie("JSESSIONID");

        Answer signedIn = get("/who", "Cookie: " + planted, negotiate(token("ada")));

        assertThat(signedIn.cookie("JSESSIONID")).isNotEmpty().isNotEqualTo(planted);
        assertThat(get("/who", "Cookie: " + planted).status()).isEqualTo(401);
        assertThat(get("/who", "Cookie: " + signedIn.cookie("JSESSIONID")).status())
                .isEqualTo(200);
    }

    @Test
    void sessionWhenTomcatRestartsThenItSurvives() throws Exception {
        String cookie = get("/who", negotiate(token("ada"))).cookie("JSESSIONID");

        server.close();
        SignInServer restarted = serve(setting());

        assertThat(connect(restarted).get("/latchkey/who", "Cookie: " + cookie).body())
                .startsWith(named("ada"));
    }

    @Test
    void tokenWhenOverHttp2ThenOneLegIsTaken() throws Exception {
        HttpResponse<String> asked = http2("/who", "Accept", "*/*");
        HttpResponse<String> signedIn = http2("/who", "Authorization", "Negotiate " + token("ada"));

        assertThat(asked.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(asked.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
        assertThat(signedIn.body()).startsWith(named("ada"));
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

    @ParameterizedTest
    @ValueSource(
            strings = {"Via: 1.1 proxy", "X-Forwarded-For: 10.1.2.3", "Forwarded: for=10.1.2.3", "Connection: close"})
    void tokenWhenBehindAProxyThenOneLegIsTakenAndOnlyNegotiateOffered(String trace) throws Exception {
        assertThat(get("/who", trace).challenges()).containsExactly("Negotiate");
        assertThat(get("/who", trace, negotiate(token("ada"))).body()).startsWith(named("ada"));
    }

    @Test
    void tokensWhenTwoPeopleShareAConnectionThenEachIsHimself() throws Exception {
        HttpConnection shared = connect();

        Answer ada = shared.get("/latchkey/who", negotiate(token("ada")));
        Answer grace = shared.get("/latchkey/who", negotiate(token("grace")));
        Answer nobody = shared.get("/latchkey/who");

        assertThat(ada.body()).startsWith(named("ada"));
        assertThat(grace.body()).startsWith(named("grace"));
        assertThat(nobody.status()).isEqualTo(401);
    }

    @Test
    void challengeWhenOutsideTheNetworksThenNone() throws Exception {
        SignInServer proxied = serve(setting().behind("127.0.0.1"));

        Answer outside = connect(proxied).get("/latchkey/who", "X-Forwarded-For: 203.0.113.7");
        Answer inside = connect(proxied).get("/latchkey/who", "X-Forwarded-For: 127.0.0.9");

        assertThat(outside.status()).isEqualTo(401);
        assertThat(outside.challenges()).isEmpty();
        assertThat(inside.challenges()).contains("Negotiate");
    }

    @Test
    void tokensWhenManyAtOnceThenEachIsHimself() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> signIns = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String person = i % 2 == 0 ? "ada" : "grace";
                String token = token(person);
                signIns.add(() -> person + " is " + body(token));
            }
            Set<String> expected = Set.of("ada is " + named("ada"), "grace is " + named("grace"));
            for (Future<String> answer : threads.invokeAll(signIns)) {
                assertThat(expected).contains(result(answer));
            }
        } finally {
            threads.shutdown();
        }
    }

    private String body(String token) throws IOException {
        try (HttpConnection connection = server.connect()) {
            return connection.get("/latchkey/who", negotiate(token)).body().split(" ", 2)[0];
        }
    }

    private static String result(Future<String> answer) throws ExecutionException, InterruptedException {
        return answer.get();
    }
}
