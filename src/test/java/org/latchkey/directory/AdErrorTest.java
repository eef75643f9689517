package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.security.cert.CertificateException;
import javax.naming.AuthenticationException;
import javax.naming.CommunicationException;
import javax.naming.InterruptedNamingException;
import javax.naming.NamingException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.refusal.Reason;

class AdErrorTest {

    private static final Controller DC1 = new Controller("dc1.corp.example.com", 636, Tls.LDAPS);

    @ParameterizedTest
    @CsvSource({
        "52e, PASSWORD_WRONG",
        "525, PASSWORD_WRONG",
        "530, LOGON_HOURS",
        "531, LOGON_WORKSTATION",
        "532, PASSWORD_EXPIRED",
        "533, ACCOUNT_DISABLED",
        "701, ACCOUNT_EXPIRED",
        "773, PASSWORD_EXPIRED",
        "775, ACCOUNT_LOCKED",
        "52E, PASSWORD_WRONG",
        "80090346, PASSWORD_WRONG"
    })
    void refusalOfPersonWhenActiveDirectoryTellsASubCodeThenItsReason(String subCode, Reason reason) {
        AdError error =
                AdError.of(new AuthenticationException("[LDAP: error code 49 - 80090308: LdapErr: DSID-0C0903A9,"
                        + " comment: AcceptSecurityContext error, data " + subCode + ", v1db1\0]"));

        assertThat(error.refusalOfPerson(DC1).reason()).isEqualTo(reason);
        assertThat(error.refusalOfPerson(DC1).facts())
                .containsEntry("sub-code", subCode.toLowerCase(java.util.Locale.ROOT))
                .containsEntry("controller", "dc1.corp.example.com:636");
    }

    @ParameterizedTest
    @CsvSource({
        "52e, WRONG",
        "525, WRONG",
        "530, UNCOUNTED",
        "531, UNCOUNTED",
        "532, UNCOUNTED",
        "533, UNCOUNTED",
        "701, UNCOUNTED",
        "773, UNCOUNTED",
        "775, UNCOUNTED",
        "80090346, WRONG"
    })
    void outcomeOfPersonWhenActiveDirectoryTellsASubCodeThenWhatItCounts(String subCode, PasswordGate.Outcome outcome) {
        AdError error =
                AdError.of(new AuthenticationException("[LDAP: error code 49 - 80090308: LdapErr: DSID-0C0903A9,"
                        + " comment: AcceptSecurityContext error, data " + subCode + ", v1db1\0]"));

        assertThat(error.outcomeOfPerson()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"8, UNCOUNTED", "13, UNCOUNTED", "50, UNCOUNTED", "49, WRONG", "51, WRONG", "53, WRONG"})
    void outcomeOfPersonWhenAnotherCodeThenWrongUnlessThePasswordWasNotLookedAt(
            int code, PasswordGate.Outcome outcome) {
        AdError error = AdError.of(new NamingException("[LDAP: error code " + code + " - what a server says]"));

        assertThat(error.outcomeOfPerson()).isEqualTo(outcome);
    }

    @Test
    void outcomeOfPersonWhenNoAnswerCameThenWrongSinceNobodyKnows() {
        assertThat(AdError.of(new CommunicationException("connection closed")).outcomeOfPerson())
                .isEqualTo(PasswordGate.Outcome.WRONG);
    }

    @Test
    void refusalOfPersonWhenThereIsNoSubCodeThenPasswordWrong() {
        AdError error = AdError.of(new AuthenticationException("[LDAP: error code 49 - Invalid Credentials]"));

        assertThat(error.refusalOfPerson(DC1).reason()).isEqualTo(Reason.PASSWORD_WRONG);
        assertThat(error.refusalOfPerson(DC1).facts()).doesNotContainKey("sub-code");
    }

    @ParameterizedTest
    @CsvSource({
        "8, DIRECTORY_REQUIRES_TLS, false",
        "13, DIRECTORY_REQUIRES_TLS, false",
        "49, DIRECTORY_ACCOUNT_REFUSED, false",
        "50, DIRECTORY_RIGHTS, false",
        "32, DIRECTORY_UNAVAILABLE, false",
        "1, DIRECTORY_UNAVAILABLE, true",
        "53, DIRECTORY_UNAVAILABLE, true",
        "80, DIRECTORY_UNAVAILABLE, true",
        "3, DIRECTORY_UNAVAILABLE, true",
        "51, DIRECTORY_UNAVAILABLE, true",
        "52, DIRECTORY_UNAVAILABLE, true"
    })
    void refusalWhenAControllerAnsweredThenItsReasonAndWhetherAnotherOneMayDo(
            int code, Reason reason, boolean another) {
        AdError error = AdError.of(new NamingException("[LDAP: error code " + code + " - what a server says]"));

        assertThat(error.refusal(DC1).reason()).isEqualTo(reason);
        assertThat(error.isOfController()).isEqualTo(another);
        assertThat(error.isBroken()).isFalse();
    }

    @Test
    void ofWhenTheCertificateIsTheCauseThenUntrusted() {
        CommunicationException e = new CommunicationException("dc1:636");
        e.setRootCause(new SSLHandshakeException("No name matching dc1")
                .initCause(new CertificateException("No name matching dc1")));

        assertThat(AdError.of(e).refusal(DC1).reason()).isEqualTo(Reason.DIRECTORY_TLS_UNTRUSTED);
        assertThat(AdError.of(e).detail()).isEqualTo("CertificateException: No name matching dc1");
    }

    @Test
    void ofWhenNothingAnsweredThenUnreachable() {
        CommunicationException e = new CommunicationException("dc1:636");
        e.setRootCause(new ConnectException("Connection refused"));

        assertThat(AdError.of(e).refusal(DC1).reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        assertThat(AdError.of(e).isBroken()).isTrue();
        assertThat(AdError.of(e).isOfController()).isTrue();
    }

    @Test
    void ofWhenTheThreadWasInterruptedThenTheControllerIsNotBlamed() {
        assertThat(AdError.of(new InterruptedNamingException("Interrupted")).isOfController())
                .isFalse();
    }

    @Test
    void ofWhenTheTextIsLongOrHasControlCharactersThenOneShortLine() {
        String detail = AdError.of(
                        new NamingException("[LDAP: error code 80 - a\r\n\u001b[31mb\0" + "x".repeat(5000) + "]"))
                .detail();

        assertThat(detail).hasSize(300).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void ofWhenThereIsNoMessageThenNoFault() {
        assertThat(AdError.of(new NamingException()).kind()).isEqualTo(AdError.Kind.UNREACHABLE);
    }
}
