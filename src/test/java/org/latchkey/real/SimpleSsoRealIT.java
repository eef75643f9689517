package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** Simple SSO with curl and a ticket; openssl hashes the link once more. And the addresses of the ASP scripts. */
@ExtendWith(RealParts.class)
class SimpleSsoRealIT {

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Curl.Answer get(DemoPerson person, String path) {
        SambaDomain domain = installation.domain();
        return Curl.of(domain, domain.tickets(person))
                .get(URI.create(InstalledTomcat.HOST + "/" + Installation.DISCOVERED + path));
    }

    private static Map<String, String> parameters(String link) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : link.substring(link.indexOf('?') + 1).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    static Stream<DemoPerson> people() {
        return Stream.of(DemoPeople.ADA, DemoPeople.ZOE, DemoPeople.SEAN);
    }

    @ParameterizedTest
    @MethodSource("people")
    void signInWhenTicketThenTheHashThatOpenSslComputes(DemoPerson person) {
        long before = Instant.now().getEpochSecond();
        Curl.Answer answer = get(person, "/hmac/freshdesk?host_url=acme.freshdesk.com");
        long after = Instant.now().getEpochSecond();

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(answer.location()).startsWith("https://acme.freshdesk.com/login/sso?");
        Map<String, String> link = parameters(answer.location());
        assertThat(link.get("email")).isEqualTo(person.mail());
        assertThat(Long.parseLong(link.get("timestamp"))).isBetween(before, after);
        String message = link.get("name") + Installation.SHARED_SECRET + link.get("email") + link.get("timestamp");
        assertThat(new OpenSsl(installation.domain().work()).hmacMd5(Installation.SHARED_SECRET, message))
                .isEqualTo(link.get("hash"));
    }

    @Test
    void signInWhenAtTheScriptsAddressesThenTheSame() {
        assertThat(get(DemoPeople.ADA, "/scripts/adscript.ASP?host_url=acme.freshdesk.com")
                        .location())
                .startsWith("https://acme.freshdesk.com/login/sso?name=Ada%20Lovelace&");
        Curl.Answer token = get(DemoPeople.ADA, "/ADScriptJWT.asp?state=s&nonce=n");
        assertThat(new OpenSsl(installation.domain().work())
                        .verify(installation.key(), token.idToken().orElseThrow()))
                .isEqualTo("Verified OK");
    }
}
