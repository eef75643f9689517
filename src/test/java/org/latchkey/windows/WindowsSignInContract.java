package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.windows.HttpConnection.Answer;

/** What holds whoever checks the tokens: the same tests over HTTP with Waffle and with a keytab. */
abstract class WindowsSignInContract extends TokenContract {

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

    /** The SID by which this provider tells who it is; empty where it tells none. */
    abstract String sid();

    @Test
    void tokenWhenTheProviderTellsASidThenItIsKeptWithTheName() throws Exception {
        Answer signedIn = get("/who", negotiate(token("ada")));

        assertThat(get("/sid", negotiate(token("ada"))).body()).isEqualTo("sid " + sid());
        assertThat(get("/sid", "Cookie: " + signedIn.cookie("JSESSIONID")).body())
                .isEqualTo("sid " + sid());
    }

    @Test
    void sessionWhenItTurnsOutToBeNobodysThenTheBrowserIsAskedAgain() throws Exception {
        String cookie = get("/who", negotiate(token("ada"))).cookie("JSESSIONID");

        Answer renamed = get("/renamed", "Cookie: " + cookie);

        assertThat(renamed.status()).isEqualTo(401);
        assertThat(renamed.challenges()).contains("Negotiate");
        assertThat(server.sessions()).isZero();
        assertThat(get("/who", "Cookie: " + cookie).status()).isEqualTo(401);
    }

    @Test
    void sessionWhenTooOldThenItIsAskedAgain() throws Exception {
        String cookie = get("/who", negotiate(token("ada"))).cookie("JSESSIONID");
        server.clock().advance(Duration.ofHours(8));

        assertThat(get("/who", "Cookie: " + cookie).status()).isEqualTo(401);
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
