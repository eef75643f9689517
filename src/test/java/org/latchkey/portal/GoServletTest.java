package org.latchkey.portal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.application.AccessRule;
import org.latchkey.application.Application;
import org.latchkey.application.Registration;
import org.latchkey.http.Refused;
import org.latchkey.http.StandInContext;
import org.latchkey.http.StandInRequest;
import org.latchkey.http.StandInResponse;
import org.latchkey.refusal.MethodNotAllowed;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.InMemoryDirectory;

final class GoServletTest {

    private final InMemoryDirectory directory = new InMemoryDirectory();

    private StandInResponse answer(StandInRequest request) throws ServletException, IOException {
        Clock clock = Clock.systemUTC();
        PortalApplications portal = new PortalApplications(
                List.of(
                        application("helpdesk", Optional.of(URI.create("https://acme.freshservice.com/"))),
                        application("bare", Optional.empty())),
                Set.of("closed"),
                directory.signIn(clock));
        GoServlet servlet = new GoServlet();
        servlet.init(new StandInContext().with(PortalApplications.class, portal).config());
        StandInResponse response = new StandInResponse();
        servlet.service(request.request(), response.response());
        return response;
    }

    private static Registration application(String id, Optional<URI> start) {
        Application application = new Application(id, id, start, List.of("mail"), AccessRule.EVERYBODY);
        return new Registration() {
            @Override
            public Application application() {
                return application;
            }

            @Override
            public String protocol() {
                return "none";
            }

            @Override
            public List<URI> destinations() {
                return List.of();
            }

            @Override
            public Set<String> directoryAttributes() {
                return Set.of();
            }
        };
    }

    private static StandInRequest go(String path) {
        return StandInRequest.get("/latchkey/go" + path).pathInfo(path);
    }

    @Test
    void serviceWhenTheApplicationHasAStartThenThereWithoutAskingWhoItIs() throws ServletException, IOException {
        StandInRequest request = go("/helpdesk");
        StandInResponse answer = answer(request);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers()).containsEntry("Location", "https://acme.freshservice.com/");
        assertThat(directory.asked()).isZero();
        assertThat(request.session()).isNull();
    }

    @Test
    void serviceWhenTheApplicationHasNoStartThenToldSo() {
        Refusal refusal = Refused.by(() -> answer(go("/bare")));

        assertThat(refusal.reason()).isEqualTo(Reason.START_UNKNOWN);
        assertThat(refusal.facts()).containsEntry("application", "bare");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/other", "/HELPDESK", "/helpdesk/", "/", "//evil.example", "/https:%2F%2Fevil.example"})
    void serviceWhenTheApplicationIsUnknownThenRefused(String path) {
        assertThat(Refused.by(() -> answer(go(path))).reason()).isEqualTo(Reason.APPLICATION_UNKNOWN);
    }

    @Test
    void serviceWhenTheMethodIsAnotherThenNotAllowed() {
        assertThat(Refused.by(() -> answer(
                        StandInRequest.of("POST", "/latchkey/go/helpdesk").pathInfo("/helpdesk"))))
                .isInstanceOfSatisfying(
                        MethodNotAllowed.class,
                        refusal -> assertThat(refusal.allow()).isEqualTo("GET"));
    }
}
