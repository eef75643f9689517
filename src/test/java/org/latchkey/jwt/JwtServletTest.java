package org.latchkey.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.application.Applications;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.http.Refused;
import org.latchkey.http.StandInContext;
import org.latchkey.http.StandInRequest;
import org.latchkey.http.StandInResponse;
import org.latchkey.keys.KeyTexts;
import org.latchkey.refusal.MethodNotAllowed;
import org.latchkey.refusal.Reason;
import org.latchkey.signin.InMemoryDirectory;
import org.latchkey.signin.Mechanism;
import org.latchkey.signin.SignIn;
import org.latchkey.signin.SignedIn;

/** In which order a request is judged: what Freshworks asks first, then who asks; a session only when the answer is sure. */
final class JwtServletTest {

    private static final String REDIRECT = "https://acme.example/implicit";
    private static final String GOOD = "state=Zm9v%3D%3D&nonce=1";
    private static final String KEY = KeyTexts.pkcs8(KeyTexts.rsa(2048).getPrivate());
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryDirectory directory = new InMemoryDirectory().with("CORP\\ada", AccountState.ACTIVE);

    private static JwtApplication application(String mail) {
        Map<String, String> attributes = Map.of("redirectUri", REDIRECT, "key", KEY, "clientId", "7", "mail", mail);
        SettingsReader reader = new SettingsReader(
                new Settings("latchkey/app/x", attributes), new Problems(), JwtApplication.ATTRIBUTES);
        return JwtApplication.read(reader, "x").orElseThrow();
    }

    private StandInResponse answer(StandInRequest request) throws ServletException, IOException {
        SignIn signIn = directory.signIn(CLOCK);
        Applications<JwtApplication> applications = new Applications<>(Map.of(
                "helpdesk", Optional.of(application("mail")),
                "nomail", Optional.of(application("other")),
                "broken", Optional.empty()));
        JwtServlet servlet = new JwtServlet();
        servlet.init(new StandInContext()
                .with(JwtApplications.class, new JwtApplications(applications, signIn, CLOCK))
                .config());
        StandInResponse response = new StandInResponse();
        servlet.service(request.request(), response.response());
        return response;
    }

    private static StandInRequest nobody(String path, String query) {
        return StandInRequest.get("/latchkey/jwt" + path + "?" + query).pathInfo(path);
    }

    private static StandInRequest signedIn(StandInRequest request, String account) {
        return request.user(new SignedIn(AccountName.ofWindows(account), Mechanism.KERBEROS, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "/unknown,'" + GOOD + "',APPLICATION_UNKNOWN",
        "/,'" + GOOD + "',APPLICATION_UNKNOWN",
        "/broken,'" + GOOD + "',APPLICATION_BROKEN",
        "/helpdesk,'nonce=1',STATE_MISSING",
        "/helpdesk,'state=a',NONCE_MISSING",
        "/helpdesk,'" + GOOD + "&response_type=code',RESPONSE_TYPE_UNSUPPORTED",
        "/helpdesk,'" + GOOD + "&client_id=8',CLIENT_ID_UNKNOWN",
        "/helpdesk,'" + GOOD + "&redirect_uri=https%3A%2F%2Fevil.example%2F',REDIRECT_URI_UNKNOWN",
        "/helpdesk,'" + GOOD + "&redirect_uri=https%3A%2F%2Facme.example%2Fimplicit%2F',REDIRECT_URI_UNKNOWN",
        "/helpdesk,'" + GOOD + "',SIGN_IN_REQUIRED"
    })
    void serviceWhenNobodyIsSignedInThenTheRequestIsJudgedFirst(String path, String query, Reason reason) {
        StandInRequest request = nobody(path, query);

        assertThat(Refused.by(() -> answer(request)).reason()).isEqualTo(reason);
        assertThat(directory.asked()).isZero();
        assertThat(request.session()).isNull();
    }

    @Test
    void serviceWhenSignedInThenTheTokenToTheConfiguredAddressAndASession() throws ServletException, IOException {
        StandInRequest request = signedIn(nobody("/helpdesk", GOOD), "CORP\\ada");
        StandInResponse answer = answer(request);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().get("Location"))
                .matches("https://acme\\.example/implicit\\?state=Zm9v%3D%3D&id_token=[^.&]+\\.[^.&]+\\.[^.&]+");
        assertThat(answer.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Referrer-Policy", "no-referrer");
        assertThat(request.session().attributes()).hasSize(1);
        assertThat(directory.asked()).isEqualTo(1);
    }

    @Test
    void serviceWhenTheRequestNamesTheConfiguredAddressAndClientThenTheSame() throws ServletException, IOException {
        String query = GOOD + "&client_id=7&response_type=id_token&redirect_uri=https%3A%2F%2Facme.example%2Fimplicit";

        assertThat(answer(signedIn(nobody("/helpdesk", query), "CORP\\ada")).status())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({"/nomail,CORP\\ada,MAIL_MISSING", "/helpdesk,CORP\\bob,ACCOUNT_UNKNOWN"})
    void serviceWhenThePersonIsRefusedThenNoSession(String path, String account, Reason reason) {
        StandInRequest request = signedIn(nobody(path, GOOD), account);

        assertThat(Refused.by(() -> answer(request)).reason()).isEqualTo(reason);
        assertThat(request.session()).isNull();
    }

    @Test
    void serviceWhenTheMethodIsAnotherThenNotAllowed() {
        StandInRequest post =
                StandInRequest.of("POST", "/latchkey/jwt/helpdesk?" + GOOD).pathInfo("/helpdesk");

        assertThat(Refused.by(() -> answer(post))).isInstanceOf(MethodNotAllowed.class);
    }
}
