package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Configuration;
import org.latchkey.config.Problem;
import org.latchkey.http.Refused;
import org.latchkey.http.StandInContext;
import org.latchkey.http.StandInRequest;
import org.latchkey.http.StandInResponse;
import org.latchkey.http.StandInSession;
import org.latchkey.page.SetupPage;
import org.latchkey.refusal.MethodNotAllowed;
import org.latchkey.refusal.Reason;

/** Who may open the setup page: whoever sits at the server and has the code. */
final class SetupServletTest {

    private final SetupCode code = SetupCode.next(new SecureRandom());

    private static StandInRequest local(String method) {
        return StandInRequest.of(method, "/latchkey/setup")
                .from("127.0.0.1")
                .answering("getLocalAddr", "127.0.0.1")
                .answering("getServerName", "localhost");
    }

    private static final PasteSheets NO_SHEETS = new PasteSheets(Optional.empty(), List.of(), Optional.empty());

    private StandInRequest typing(String typed) {
        return local("POST").body("application/x-www-form-urlencoded", "code=" + typed);
    }

    private StandInResponse answer(StandInRequest request) throws ServletException, IOException {
        SetupServlet servlet = new SetupServlet();
        Setup setup =
                new Setup(code, new Configuration(List.of(), List.of(), false), "1", List.of(), NO_SHEETS, List::of);
        servlet.init(new StandInContext().with(Setup.class, setup).config());
        StandInResponse response = new StandInResponse();
        servlet.service(request.request(), response.response());
        return response;
    }

    private Reason refused(StandInRequest request) {
        return Refused.by(() -> answer(request)).reason();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,127.0.0.1,localhost",
        "127.0.0.1,192.0.2.1,localhost",
        "127.0.0.1,127.0.0.1,sso.corp.example.com",
        "127.0.0.1,127.0.0.1,localhost.evil.example",
        "127.0.0.1,127.0.0.1,127.0.0.1.evil.example",
        "127.0.0.1,127.0.0.1,''",
        "::ffff:192.0.2.1,127.0.0.1,localhost",
        "128.0.0.1,127.0.0.1,localhost",
        "localhost,127.0.0.1,localhost",
        "::2,::1,localhost"
    })
    void serviceWhenNotAtTheServerItselfThenClosedEvenWithTheCode(String peer, String own, String host) {
        StandInRequest request =
                typing(code.reveal()).from(peer).answering("getLocalAddr", own).answering("getServerName", host);

        assertThat(refused(request)).isEqualTo(Reason.SETUP_CLOSED);
        assertThat(request.session()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"})
    void serviceWhenAProxyOfTheSameHostStandsBetweenThenClosedEvenWithTheCode(String header) {
        assertThat(refused(typing(code.reveal()).header(header, "x"))).isEqualTo(Reason.SETUP_CLOSED);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1,localhost",
        "127.1.2.3,127.0.0.1,127.0.0.1",
        "0:0:0:0:0:0:0:1,0:0:0:0:0:0:0:1,[::1]",
        "0:0:0:0:0:0:0:1%0,0:0:0:0:0:0:0:1%0,localhost",
        "::ffff:127.0.0.1,::1,localhost"
    })
    void serviceWhenAtTheServerWithTheCodeThenOpened(String peer, String own, String host)
            throws ServletException, IOException {
        StandInRequest request =
                typing(code.reveal()).from(peer).answering("getLocalAddr", own).answering("getServerName", host);

        StandInResponse answer = answer(request);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.headers()).containsEntry("Location", "/latchkey/setup");
        assertThat(request.session().attributes()).containsEntry("org.latchkey.setup.opened", true);
    }

    @Test
    void serviceWhenTheBrowserNamedASessionThenItsIdChanges() throws ServletException, IOException {
        StandInSession planted = StandInSession.existing();
        assertThat(answer(typing(code.reveal()).session(planted)).status()).isEqualTo(303);

        assertThat(planted.changes()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "0000-0000-0000", "%00"})
    void serviceWhenTheCodeIsWrongThenRefusedWithoutASession(String typed) {
        StandInRequest request = typing(typed);

        assertThat(refused(request)).isEqualTo(Reason.SETUP_CODE_WRONG);
        assertThat(request.session()).isNull();
    }

    @Test
    void serviceWhenTheCodeIsUsedUpThenRefused() throws ServletException, IOException {
        assertThat(answer(typing(code.reveal())).status()).isEqualTo(303);

        assertThat(refused(typing(code.reveal()))).isEqualTo(Reason.SETUP_CODE_WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void rehearseWhenOnlyTheCodeOpenedTheSessionThenClosed(String method) throws ServletException, IOException {
        StandInSession opened = StandInSession.existing();
        assertThat(answer(typing(code.reveal()).session(opened)).status()).isEqualTo(303);
        StandInRequest request = local(method).session(opened).answering("getPathInfo", "/rehearse");

        assertThat(refused(request)).isEqualTo(Reason.SETUP_CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/explain", "/rehearse", "/tomorrow"})
    void serviceWhenAnotherSitePostsThenRefusedBeforeAnythingIsRead(String path) {
        StandInRequest request =
                typing(code.reveal()).answering("getPathInfo", path).header("Sec-Fetch-Site", "same-site");

        assertThat(refused(request)).isEqualTo(Reason.FORM_FOREIGN);
        assertThat(request.session()).isNull();
    }

    @Test
    void serviceWhenTheMethodIsAnotherThenNotAllowed() {
        assertThat(Refused.by(() -> answer(local("PUT")))).isInstanceOf(MethodNotAllowed.class);
    }

    @Test
    void pageThenEachProblemAsTheConfigurationTellsIt() {
        Problem problem = new Problem(Problem.Severity.WARNING, "latchkey/site", "helpText", "x", "expected y");
        Setup setup = new Setup(
                code, new Configuration(List.of(), List.of(problem), false), "1.0", List.of(), NO_SHEETS, List::of);

        assertThat(setup.page(List.of(), "/setup").version()).isEqualTo("1.0");
        assertThat(setup.page(List.of(), "/setup").problems())
                .containsExactly(new SetupPage.Problem("WARNING", "latchkey/site", "helpText", "x", "expected y"));
    }
}
