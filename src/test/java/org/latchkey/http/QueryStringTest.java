package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.refusal.Reason;

final class QueryStringTest {

    private static Reason refused(String raw, String name) {
        QueryString query = QueryString.parse(raw);
        return Refused.by(() -> query.text(name)).reason();
    }

    @Test
    void parseWhenThereIsNoQueryThenNoParameter() {
        assertThat(QueryString.parse(null).octets("a")).isEmpty();
        assertThat(QueryString.parse("").octets("a")).isEmpty();
        assertThat(QueryString.parse("").octets("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a=1,1",
        "b=2&a=1,1",
        "a=1&b=2,1",
        "&&a=1&&,1",
        "a=b=c,b=c",
        "a==,'='",
        "%61=1,1",
        "a=%31,1",
        "a=1+2,1 2",
        "a=1%2B2,1+2",
        "a=1?b=2,1?b=2",
        "?a=0&a=1,1",
        "A=0&a=1,1",
        "a =0&a=1,1",
        "a=1;b=2,1;b=2"
    })
    void textWhenOneValueThenThat(String raw, String value) {
        assertThat(QueryString.parse(raw).text("a")).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b=1", "a", "a=", "a&b", "=a", "ab=1", "A=1", "a%3D1"})
    void textWhenAbsentOrEmptyThenNone(String raw) {
        assertThat(QueryString.parse(raw).text("a")).isEmpty();
    }

    @Test
    void octetsWhenEmptyThenPresentAndEmpty() {
        assertThat(QueryString.parse("a=").octets("a")).contains(Octets.percentDecoded(""));
        assertThat(QueryString.parse("a").octets("a")).contains(Octets.percentDecoded(""));
    }

    @Test
    void octetsWhenNotUtf8ThenTheOctetsThatWereSent() {
        assertThat(QueryString.parse("state=%FF%00%80").octets("state"))
                .map(Octets::encoded)
                .contains("%FF%00%80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=1&a=1", "a&a", "a=1&a", "a=1&b=2&%61=3", "a=&a=", "a=1&a=2&a=3"})
    void textWhenRepeatedThenRefused(String raw) {
        assertThat(refused(raw, "a")).isEqualTo(Reason.PARAMETER_REPEATED);
    }

    @Test
    void textWhenAnotherParameterIsRepeatedThenNobodysBusiness() {
        assertThat(QueryString.parse("b=1&a=x&b=2").text("a")).contains("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz", "a=%4", "a=%+1", "a=%FF", "a=%C0%AF"})
    void textWhenUndecodableThenRefused(String raw) {
        assertThat(refused(raw, "a")).isEqualTo(Reason.QUERY_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b=%zz&a=x", "%zz=1&a=x", "%FF=1&a=x", "%=&a=x", "=%&a=x", "\u20ac=1&a=x"})
    void textWhenAnotherParameterIsUndecodableThenNobodysBusiness(String raw) {
        assertThat(QueryString.parse(raw).text("a")).contains("x");
    }

    @Test
    void textWhenAmpersandIsWrittenAsInHtmlThenAnotherName() {
        assertThat(QueryString.parse("a=1&amp;b=2").text("b")).isEmpty();
        assertThat(QueryString.parse("a=1&amp;b=2").text("amp;b")).contains("2");
    }

    @Test
    void ofWhenARequestHasAQueryThenItsRawForm() {
        assertThat(QueryString.of(StandInRequest.get("/x?a=%2B").request()).text("a"))
                .contains("+");
        assertThat(QueryString.of(StandInRequest.get("/x").request()).text("a")).isEmpty();
    }

    @Test
    void parseWhenThereAreVeryManyParametersThenNoException() {
        assertThat(QueryString.parse("b=1&".repeat(50_000) + "a=x").text("a")).contains("x");
        assertThat(QueryString.parse("&".repeat(200_000)).text("a")).isEmpty();
    }
}
