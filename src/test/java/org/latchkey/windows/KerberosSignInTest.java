package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoKdc;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoTicket;
import org.latchkey.windows.HttpConnection.Answer;
import waffle.windows.auth.IWindowsAuthProvider;

/** Real tickets of a real KDC, checked by the JDK with a keytab. */
final class KerberosSignInTest extends WindowsSignInContract {

    private static final String SERVICE = "HTTP/localhost@" + DemoKdc.REALM;

    private static final Map<String, DemoTicket> TICKETS = new ConcurrentHashMap<>();

    private final DemoKdc kdc = DemoParts.kdc();

    @TempDir
    Path keys;

    @Override
    IWindowsAuthProvider provider() {
        return new KerberosAuthProvider(kdc.keytab(), Optional.of(SERVICE), Clock.systemUTC());
    }

    @Override
    SignInServer.Setting setting() {
        return SignInServer.Setting.of(WindowsSettings.Provider.KERBEROS, Scheme.NEGOTIATE, Scheme.NTLM);
    }

    @Override
    String token(String person) {
        return ticket(person).spnego("HTTP@localhost");
    }

    private DemoTicket ticket(String person) {
        return TICKETS.computeIfAbsent(
                person, name -> kdc.ticketFor(name.equals("ada") ? DemoPeople.ADA : DemoPeople.GRACE));
    }

    @Override
    String named(String person) {
        return person + "@" + DemoKdc.REALM;
    }

    /** It would stand in the ticket's PAC, which is not read. */
    @Override
    String sid() {
        return "";
    }

    /** A server whose provider has these keys. */
    private HttpConnection connectTo(Path keytab, Optional<String> service) throws LifecycleException, IOException {
        KerberosAuthProvider provider = new KerberosAuthProvider(keytab, service, Clock.systemUTC());
        return connect(opened(new SignInServer(directory, provider, setting())));
    }

    private Path copyOfKeytab() throws IOException {
        return Files.copy(kdc.keytab(), keys.resolve("copy.keytab"));
    }

    @Test
    void challengeWhenOnlyKerberosCanBeCheckedThenNtlmIsNotOffered() throws Exception {
        assertThat(get("/who").challenges()).containsExactly("Negotiate");
    }

    @Test
    void ticketWhenNotWrappedInSpnegoThenTakenToo() throws Exception {
        Answer answer = get("/who", negotiate(ticket("ada").kerberos("HTTP@localhost")));

        assertThat(answer.body()).startsWith(named("ada") + " by KERBEROS");
    }

    /** The name in the ticket's clear part is nobody's proof, and the JDK's own memory of used tickets goes by it. */
    @ParameterizedTest
    @ValueSource(strings = {"Localhost", "localhosT", "attacker1"})
    void ticketWhenReplayedUnderAnotherServiceNameThenRefused(String name) throws Exception {
        String token = token("ada");
        assertThat(get("/who", negotiate(token)).status()).isEqualTo(200);
        String text = new String(Base64.getDecoder().decode(token), StandardCharsets.ISO_8859_1);
        assertThat(text).contains("localhost");
        byte[] renamed = text.replace("localhost", name).getBytes(StandardCharsets.ISO_8859_1);

        Answer replayed = get("/who", negotiate(Base64.getEncoder().encodeToString(renamed)));

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.body()).startsWith("TOKEN_REJECTED").contains("replay");
    }

    @Test
    void ticketWhenReplayedThenRefused() throws Exception {
        String token = token("ada");
        assertThat(get("/who", negotiate(token)).status()).isEqualTo(200);

        Answer replayed = get("/who", negotiate(token));

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.body()).startsWith("TOKEN_REJECTED").contains("replay");
        assertThat(replayed.challenges()).isEmpty();
    }

    @Test
    void ticketWhenChangedOnItsWayThenRefused() throws Exception {
        byte[] token = Base64.getDecoder().decode(token("ada"));
        token[token.length - 20] ^= 1;

        Answer answer = get("/who", negotiate(Tokens.base64(token)));

        assertThat(answer.body()).startsWith("TOKEN_REJECTED").contains("checksum");
    }

    @Test
    void ticketWhenForAnotherServiceOfTheKeytabThenRefused() throws Exception {
        Answer answer = get("/who", negotiate(ticket("ada").spnego("HTTP@sso.corp.example.com")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).startsWith("TOKEN_REJECTED").contains("HTTP/sso.corp.example.com@" + DemoKdc.REALM);
    }

    @Test
    void ticketWhenNoServicePrincipalIsConfiguredThenAnyOfTheKeytabServes() throws Exception {
        HttpConnection connection = connectTo(kdc.keytab(), Optional.empty());

        assertThat(connection
                        .get("/latchkey/who", negotiate(ticket("ada").spnego("HTTP@sso.corp.example.com")))
                        .body())
                .startsWith(named("ada"));
        assertThat(connection.get("/latchkey/who", negotiate(token("grace"))).body())
                .startsWith(named("grace"));
    }

    @Test
    void ticketWhenTheKeytabHasNoKeyForItsServiceThenSaid() throws Exception {
        Path other = Files.write(keys.resolve("other.keytab"), Keytabs.of("HTTP/elsewhere@" + DemoKdc.REALM, 1, 18));

        Answer answer = connectTo(other, Optional.empty()).get("/latchkey/who", negotiate(token("ada")));

        assertThat(answer.body())
                .startsWith("TOKEN_REJECTED")
                .contains("service principal: the ticket is for " + SERVICE)
                .contains("the keytab holds HTTP/elsewhere@" + DemoKdc.REALM + " kvno 1");
    }

    @Test
    void ticketWhenTheKeytabIsStaleThenSaid() throws Exception {
        Path stale = Files.write(keys.resolve("stale.keytab"), Keytabs.of(SERVICE, 77, 18));

        Answer answer = connectTo(stale, Optional.of(SERVICE)).get("/latchkey/who", negotiate(token("ada")));

        assertThat(answer.body()).startsWith("TOKEN_REJECTED").contains("stale keytab", "kvno 77");
    }

    @Test
    void ticketWhenTheKeytabHasAnotherEncryptionTypeThenSaid() throws Exception {
        Path rc4 = Files.write(keys.resolve("rc4.keytab"), Keytabs.of(SERVICE, 1, 23));

        Answer answer = connectTo(rc4, Optional.of(SERVICE)).get("/latchkey/who", negotiate(token("ada")));

        assertThat(answer.body()).startsWith("TOKEN_REJECTED").contains("encryption type: ");
    }

    @Test
    void keytabWhenReplacedThenTheNewKeysAreUsedWithoutARestart() throws Exception {
        Path keytab = Files.write(keys.resolve("http.keytab"), Keytabs.of(SERVICE, 77, 18));
        HttpConnection connection = connectTo(keytab, Optional.of(SERVICE));
        assertThat(connection.get("/latchkey/who", negotiate(token("ada"))).status())
                .isEqualTo(401);

        Files.copy(kdc.keytab(), keytab, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(keytab, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(connection.get("/latchkey/who", negotiate(token("ada"))).body())
                .startsWith(named("ada"));
    }

    @Test
    void keytabWhenGoneThenTheFormAndNoFault() throws Exception {
        Path keytab = copyOfKeytab();
        HttpConnection connection = connectTo(keytab, Optional.of(SERVICE));
        Files.delete(keytab);

        Answer answer = connection.get("/latchkey/who", negotiate(token("ada")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).startsWith("TOKEN_REJECTED").contains("keytab cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTLM", "Negotiate"})
    void ntlmWhenOnlyKerberosCanBeCheckedThenSaidInItsOwnSentence(String scheme) throws Exception {
        Answer answer = get("/who", "Authorization: " + scheme + " " + Tokens.base64(Tokens.ntlm(1, "")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).startsWith("TOKEN_NTLM_ONLY");
        assertThat(answer.challenges()).isEmpty();
    }

    @Test
    void ntlmWhenWrappedInSpnegoThenSaidToo() throws Exception {
        byte[] token = Tokens.init(Tokens.NEGOEX + Tokens.NTLM, Tokens.ntlm(1, ""));

        assertThat(get("/who", negotiate(Tokens.base64(token))).body()).startsWith("TOKEN_NTLM_ONLY");
    }

    @Test
    void spnegoWhenItWantsASecondLegThenRefused() throws Exception {
        byte[] withoutTicket = Tokens.init(Tokens.NEGOEX + Tokens.KERBEROS, new byte[0]);

        Answer answer = get("/who", negotiate(Tokens.base64(withoutTicket)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).startsWith("TOKEN_REJECTED");
    }
}
