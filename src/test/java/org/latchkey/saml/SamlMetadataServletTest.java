package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.latchkey.http.Refused;
import org.latchkey.http.StandInContext;
import org.latchkey.http.StandInRequest;
import org.latchkey.http.StandInResponse;
import org.latchkey.refusal.MethodNotAllowed;
import org.latchkey.refusal.Reason;

final class SamlMetadataServletTest {

    private static SamlMetadataServlet servlet() throws ServletException {
        SamlMetadataServlet servlet = new SamlMetadataServlet();
        servlet.init(new StandInContext().config());
        return servlet;
    }

    @Test
    void serviceWhenSamlIsNotConfiguredThenThereIsNoSuchPage() throws ServletException {
        SamlMetadataServlet servlet = servlet();
        StandInRequest request = StandInRequest.get("/latchkey/saml/metadata");

        assertThat(Refused.by(() -> servlet.service(request.request(), new StandInResponse().response()))
                        .reason())
                .isEqualTo(Reason.PAGE_UNKNOWN);
    }

    @Test
    void serviceWhenSamlHasErrorsThenBroken() throws ServletException {
        SamlMetadataServlet servlet = new SamlMetadataServlet();
        servlet.init(
                new StandInContext().with(ClosedSaml.class, new ClosedSaml()).config());
        StandInRequest request = StandInRequest.get("/latchkey/saml/metadata");

        assertThat(Refused.by(() -> servlet.service(request.request(), new StandInResponse().response()))
                        .reason())
                .isEqualTo(Reason.APPLICATION_BROKEN);
    }

    @Test
    void serviceWhenTheMethodIsAnotherThenNotAllowed() throws ServletException {
        SamlMetadataServlet servlet = servlet();
        StandInRequest request = StandInRequest.of("POST", "/latchkey/saml/metadata");

        assertThat(Refused.by(() -> servlet.service(request.request(), new StandInResponse().response())))
                .isInstanceOf(MethodNotAllowed.class);
    }
}
