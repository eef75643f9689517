package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoPeople;

/** Ways to reach a controller that demands protection. */
@ExtendWith(RealParts.class)
class DirectoryRealIT {

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Curl.Answer signIn(String context) {
        SambaDomain domain = installation.domain();
        return Curl.of(domain, domain.tickets(DemoPeople.ADA)).get(Installation.signIn(context));
    }

    @ParameterizedTest
    @ValueSource(strings = {Installation.DISCOVERED, Installation.LISTED, Installation.STARTTLS})
    void signInWhenConnectionIsProtectedThenIn(String context) {
        Curl.Answer answer = signIn(context);

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    /** The certificate's hash goes along inside TLS (channel binding); without TLS, Kerberos encrypts. */
    @ParameterizedTest
    @ValueSource(strings = {Installation.GSSAPI, Installation.GSSAPI_STARTTLS, Installation.GSSAPI_PLAIN})
    void signInWhenTheKeytabIsAllThatThereIsThenIn(String context) {
        Curl.Answer answer = signIn(context);

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    @Test
    void signInWhenConnectionIsNotProtectedThenRefusedAndExplained() {
        Curl.Answer answer = signIn(Installation.PLAIN);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(installation.tomcat().lastAudited(Installation.PLAIN))
                .contains("\"reason\":\"DIRECTORY_REQUIRES_TLS\"");
        assertThat(installation.tomcat().log()).contains("DIRECTORY_REQUIRES_TLS", "tls=\"none\"");
    }
}
