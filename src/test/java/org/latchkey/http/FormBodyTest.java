package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

final class FormBodyTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static QueryString read(String type, String body) throws IOException {
        return FormBody.read(
                StandInRequest.of("POST", "/signin").body(type, body).request());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                FORM + ";charset=UTF-8",
                FORM + " ; charset=\"x\"",
                "APPLICATION/X-WWW-FORM-URLENCODED",
                FORM + ";charset=ISO-8859-1",
                FORM + ";"
            })
    void readWhenAFormThenItsFieldsInUtf8(String type) throws IOException {
        assertThat(read(type, "account=Zo%C3%AB&password=a%2Bb+c").text("account"))
                .contains("Zoë");
        assertThat(read(type, "account=Zo%C3%AB&password=a%2Bb+c").text("password"))
                .contains("a+b c");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ";",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/json",
                "application/x-www-form-urlencodedx",
                "application/x-www-form",
                "text/plain;application/x-www-form-urlencoded"
            })
    void readWhenNotAFormThenRefused(String type) {
        assertThat(Refused.by(() -> read(type, "a=b")).reason()).isEqualTo(Reason.FORM_MALFORMED);
    }

    @Test
    void readWhenExactlyAsLongAsAllowedThenReadAndOneOctetMoreThenRefused() throws IOException {
        String longest = "a=" + "x".repeat(64 * 1024 - 2);

        assertThat(read(FORM, longest).octets("a")).map(Octets::length).contains(64 * 1024 - 2);
        Refusal refusal = Refused.by(() -> read(FORM, longest + "x"));
        assertThat(refusal.reason()).isEqualTo(Reason.FORM_TOO_LARGE);
        assertThat(refusal.facts()).containsEntry("longest", "65536");
    }

    @Test
    void readWhenEmptyThenNoField() throws IOException {
        assertThat(read(FORM, "").octets("a")).isEmpty();
    }

    @Test
    void readWhenTheQueryNamesAFieldThenItDoesNotCount() throws IOException {
        StandInRequest request =
                StandInRequest.of("POST", "/signin?account=query").body(FORM, "b=1");

        assertThat(FormBody.read(request.request()).text("account")).isEmpty();
    }

    @Test
    void readWhenOctetsAreNotEncodedThenAsTheyWereSent() throws IOException {
        assertThat(read(FORM, "a=\u00c3\u00ab").text("a")).contains("ë");
        assertThat(Refused.by(() -> read(FORM, "a=\u00eb").text("a")).reason()).isEqualTo(Reason.QUERY_MALFORMED);
    }
}
