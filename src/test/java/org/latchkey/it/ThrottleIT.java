package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** Who guesses in the form: the domain locks an account at the fifth wrong password. Each test has its own people and clients. */
class ThrottleIT {

    private static final String GOOD = "/jwt/helpdesk?state=s&nonce=n";
    private static final int AT_ONCE = 30;

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("trustedProxies", "127.0.0.1 ::1"))
                .jwt(
                        "helpdesk",
                        Map.of(
                                "protocol", "jwt",
                                "redirectUri", "https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                                "key", SigningKeys.pem(SigningKeys.rsa(2048))))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> submit(String address, String account, String password) {
        Browser browser = new Browser();
        String state = Browser.sealedState(browser.get(server.uri("/signin")));
        return browser.post(
                server.uri("/signin"),
                Map.of("state", state, "account", account, "password", password),
                "X-Forwarded-For",
                address);
    }

    private static int ticket(DemoPerson person) {
        return new Browser().withTicket(person, server.uri(GOOD)).statusCode();
    }

    private static long retryAfter(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("Retry-After").orElse(0);
    }

    private static String withoutReference(HttpResponse<String> answer) {
        return answer.body().replaceAll("[0-9A-Z]{4}-[0-9A-Z]{4}", "");
    }

    @Test
    void submitWhenTheNextWrongOneWouldLockThenThrottledWhateverIsTypedAndWindowsSignInGoesOn() {
        List<String> spellings = List.of("grace", "CORP\\Grace", "grace@corp.example.com", "GRACE");
        for (int i = 0; i < spellings.size(); i++) {
            assertThat(submit("192.0.2." + i, spellings.get(i), "wrong").statusCode())
                    .isEqualTo(401);
        }
        long binds = DemoParts.directory().bindCount();
        HttpResponse<String> answer = submit("192.0.2.9", "grace", DemoPeople.GRACE.password());

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(retryAfter(answer)).isBetween(1L, 1800L);
        assertThat(answer.body()).contains("Please wait before you try again").doesNotContain("DC=corp");
        assertThat(DemoParts.directory().bindCount()).isEqualTo(binds);
        assertThat(ticket(DemoPeople.GRACE)).isEqualTo(302);
    }

    @Test
    void submitWhenOneWasRightThenWrongOnesAreForgotten() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 3; i++) {
                assertThat(submit("192.0.2.20", "sean.o'brien", "wrong").statusCode())
                        .isEqualTo(401);
            }
            assertThat(submit("192.0.2.20", "sean.o'brien", DemoPeople.SEAN.password())
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void submitWhenTheAccountIsUnknownThenAnsweredAsAKnownOne() {
        List<HttpResponse<String>> known = new ArrayList<>();
        List<HttpResponse<String>> unknown = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            known.add(submit("192.0.2.30", "madonna", "wrong"));
            unknown.add(submit("192.0.2.31", i % 2 == 0 ? "nobody1" : "CORP\\nobody1", "wrong"));
        }

        assertThat(unknown)
                .extracting(HttpResponse::statusCode)
                .containsExactly(401, 401, 401, 401, 429)
                .isEqualTo(known.stream().map(HttpResponse::statusCode).toList());
        assertThat(withoutReference(unknown.get(4))).isEqualTo(withoutReference(known.get(4)));
        assertThat(retryAfter(unknown.get(4))).isBetween(1L, 1800L);
    }

    @Test
    void submitWhenOneAddressTriesManyAccountsThenThrottledAndOthersAreNot() {
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(submit("2001:db8::" + i, "guess" + i, "Winter2026!").statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> answer = submit("2001:db8::ffff", "ada", DemoPeople.ADA.password());
        // A slow machine gave time to be let in once more.
        for (int i = AT_ONCE; answer.statusCode() != 429 && i < 2 * AT_ONCE; i++) {
            submit("2001:db8::" + i, "guess" + i, "Winter2026!");
            answer = submit("2001:db8::ffff", "ada", DemoPeople.ADA.password());
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(retryAfter(answer)).isBetween(1L, 20L);
        assertThat(submit("2001:db8:0:1::1", "ada", DemoPeople.ADA.password()).statusCode())
                .isEqualTo(303);
    }

    @Test
    void submitWhenAFloodOfWrongOnesComesAtOnceThenNoBindTooManyAndTicketsStillComeIn() throws Exception {
        long binds = bindsOf(DemoPeople.CARL);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Integer>> flood = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                String address = "198.51.100." + i;
                flood.add(() -> submit(address, "carl", "wrong").statusCode());
            }
            List<Future<Integer>> answers = new ArrayList<>();
            flood.forEach(one -> answers.add(threads.submit(one)));
            for (int i = 0; i < 10; i++) {
                assertThat(ticket(DemoPeople.BEATRICE)).isEqualTo(302);
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(401, 429, 503);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(bindsOf(DemoPeople.CARL) - binds).isEqualTo(4);
    }

    private static long bindsOf(DemoPerson person) {
        return DemoParts.directory().bindNames().stream()
                .filter(person.dn()::equalsIgnoreCase)
                .count();
    }
}
