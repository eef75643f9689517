package org.latchkey.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.http.Octets;
import org.latchkey.http.QueryString;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

final class JwtRequestTest {

    private static JwtRequest parse(String query) {
        return JwtRequest.parse(QueryString.parse(query));
    }

    private static Refusal refused(String query) {
        return Refused.by(() -> parse(query));
    }

    @Test
    void parseWhenOfTheOlderShapeThenNeitherRedirectNorResponseType() {
        JwtRequest request =
                parse("client_id=a13v13&state=hgdg43567&nonce=1545894408&grant_type=implicit&scope=profile");

        assertThat(request.state().encoded()).isEqualTo("hgdg43567");
        assertThat(request.nonce()).isEqualTo("1545894408");
        assertThat(request.clientId()).contains("a13v13");
        assertThat(request.redirectUri()).isEmpty();
    }

    @Test
    void parseWhenOfTheNewerShapeThenItsRedirect() {
        JwtRequest request = parse("client_id=7&response_type=id_token&scope=openid+email+profile"
                + "&redirect_uri=https%3A%2F%2Facme.myfreshworks.com%2Fsp%2FOIDC%2F7%2Fimplicit"
                + "&state=Zm9vLmZyZXNod29ya3MuY29tO2E7Yg%3D%3D&nonce=aB3dE5fG7hJ9kL1m&access_type=offline");

        assertThat(request.redirectUri()).contains("https://acme.myfreshworks.com/sp/OIDC/7/implicit");
        assertThat(request.state().encoded()).isEqualTo("Zm9vLmZyZXNod29ya3MuY29tO2E7Yg%3D%3D");
        assertThat(request.nonce()).isEqualTo("aB3dE5fG7hJ9kL1m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid+email+profile", "openid%20email%20profile", "openid email", "a%zz", "", "%FF"})
    void parseWhenTheScopeIsWrittenInAnyWayThenNobodysBusiness(String scope) {
        assertThat(parse("scope=" + scope + "&scope=" + scope + "&state=a&nonce=b")
                        .nonce())
                .isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF%00%80", "a%2Bb%2Fc%3D", "a+b", "fwst_0123456789abcdef", "%0D%0A", "%C3%AB"})
    void parseWhenTheStateIsAnythingThenTheSameOctetsComeBack(String state) {
        Octets read = parse("state=" + state + "&nonce=b").state();

        assertThat(parse("state=" + read.encoded() + "&nonce=b").state()).isEqualTo(read);
        assertThat(read.encoded()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonce=b", "state=&nonce=b", "state&nonce=b", "STATE=a&nonce=b"})
    void parseWhenTheStateIsMissingOrEmptyThenRefused(String query) {
        assertThat(refused(query).reason()).isEqualTo(Reason.STATE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=a", "state=a&nonce=", "state=a&nonce"})
    void parseWhenTheNonceIsMissingOrEmptyThenRefused(String query) {
        assertThat(refused(query).reason()).isEqualTo(Reason.NONCE_MISSING);
    }

    @Test
    void parseWhenTheStateIsAsLongAsAllowedThenReadAndOneOctetMoreThenRefused() {
        assertThat(parse("nonce=b&state=" + "a".repeat(2048)).state().length()).isEqualTo(2048);
        assertThat(parse("nonce=b&state=" + "%3D".repeat(2048)).state().length())
                .isEqualTo(2048);

        Refusal refusal = refused("nonce=b&state=" + "a".repeat(2049));
        assertThat(refusal.reason()).isEqualTo(Reason.PARAMETER_TOO_LONG);
        assertThat(refusal.facts())
                .containsEntry("parameter", "state")
                .containsEntry("length", "2049")
                .containsEntry("longest", "2048");
    }

    @Test
    void parseWhenTheNonceIsAsLongAsAllowedThenReadAndOneCharacterMoreThenRefused() {
        assertThat(parse("state=a&nonce=" + "b".repeat(512)).nonce()).hasSize(512);
        assertThat(refused("state=a&nonce=" + "b".repeat(513)).reason()).isEqualTo(Reason.PARAMETER_TOO_LONG);
        assertThat(refused("state=a&nonce=" + "b".repeat(513)).facts()).containsEntry("parameter", "nonce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce", "redirect_uri", "client_id", "response_type"})
    void parseWhenAParameterIsRepeatedThenRefused(String name) {
        String query = "state=a&nonce=b&redirect_uri=c&client_id=d&response_type=id_token";

        assertThat(refused(query + "&" + name + "=x").reason()).isEqualTo(Reason.PARAMETER_REPEATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "redirect_uri", "client_id", "response_type"})
    void parseWhenAParameterIsNotUtf8ThenRefused(String name) {
        String others = "state=a&nonce=b".replace(name + "=b", "x=b");

        assertThat(refused(others + "&" + name + "=%FF").reason()).isEqualTo(Reason.QUERY_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "token", "id_token+token", "ID_TOKEN", "+id_token", "id_token%00"})
    void parseWhenTheResponseTypeIsAnotherThenRefused(String type) {
        assertThat(refused("state=a&nonce=b&response_type=" + type).reason())
                .isEqualTo(Reason.RESPONSE_TYPE_UNSUPPORTED);
    }

    @Test
    void parseWhenTheResponseTypeIsEmptyThenAsAbsent() {
        assertThat(parse("state=a&nonce=b&response_type=").nonce()).isEqualTo("b");
    }

    @Test
    void parseWhenTheRedirectIsEmptyThenAsAbsent() {
        assertThat(parse("state=a&nonce=b&redirect_uri=&client_id=").redirectUri())
                .isEmpty();
        assertThat(parse("state=a&nonce=b&redirect_uri=&client_id=").clientId()).isEmpty();
    }
}
