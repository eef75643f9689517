package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** Where a mail address is taken from, in the token and in the audit file. */
class MailChainIT {

    private static final KeyPair KEY = SigningKeys.rsa(2048);

    @TempDir
    private static Path dir;

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("auditFile", dir.resolve("audit.log").toString()))
                .jwt("chain", app("mail, proxyAddresses, userPrincipalName"))
                .jwt("mailbox", app("mail, proxyAddresses"))
                .xml());
    }

    private static Map<String, String> app(String mail) {
        return Map.of(
                "protocol",
                "jwt",
                "redirectUri",
                "https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                "key",
                SigningKeys.pem(KEY),
                "mail",
                mail);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> withTicket(DemoPerson person, String application) {
        return new Browser().withTicket(person, server.uri("/jwt/" + application + "?state=s&nonce=n"));
    }

    private static List<JsonNode> audited(DemoPerson person) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve("audit.log"))) {
            JsonNode decision = json.readTree(line);
            if (decision.path("account").asText().equals("CORP\\" + person.account())) {
                lines.add(decision);
            }
        }
        return lines;
    }

    static List<Arguments> people() {
        return List.of(
                Arguments.of(DemoPeople.ADA, "ada@corp.example.com", "mail"),
                Arguments.of(DemoPeople.ROSA, "rosa.post@corp.example.com", "proxyAddresses"),
                Arguments.of(DemoPeople.ALAN, "alan@corp.example.com", "userPrincipalName"));
    }

    @ParameterizedTest
    @MethodSource("people")
    void signInWhenThereIsAChainThenTheFirstThatHasAValueAndTheAuditLineSaysWhich(
            DemoPerson person, String mail, String attribute) throws IOException {
        JsonNode claims = IdTokens.claims(withTicket(person, "chain"), KEY);

        assertThat(claims.get("email").textValue()).isEqualTo(mail);
        assertThat(audited(person))
                .anySatisfy(
                        line -> assertThat(line.path("mailFrom").textValue()).isEqualTo(attribute));
    }

    @Test
    void signInWhenNoneHasAValueThenMailMissing() throws IOException {
        assertThat(withTicket(DemoPeople.ALAN, "mailbox").statusCode()).isEqualTo(403);
        assertThat(audited(DemoPeople.ALAN))
                .anySatisfy(line -> assertThat(line.path("reason").textValue()).isEqualTo("MAIL_MISSING"));
    }
}
