package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {

    private static final List<String> KNOWN = List.of("redirectUri", "key", "keyFile", "title", "acceptWeakKey");

    @ParameterizedTest
    @CsvSource({
        "redirectURI,redirectUri",
        "redirect_uri,redirectUri",
        "redirectUrl,redirectUri",
        "redirectUris,redirectUri",
        "keyfile,keyFile",
        "KEY,key",
        "kei,key",
        "tilte,title",
        "acceptWeakKeys,acceptWeakKey"
    })
    void ofWhenSlightlyWrongThenTheOneThatWasMeant(String seen, String meant) {
        assertThat(NearestName.of(seen, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"password", "startUrl", "x1y2z3"})
    void ofWhenNothingIsNearThenNone(String seen) {
        assertThat(NearestName.of(seen, KNOWN)).isEmpty();
    }

    @Test
    void ofWhenTwoEditsFromAShortNameThenItAndWithThreeNone() {
        assertThat(NearestName.of("tixxe", List.of("title"))).contains("title");
        assertThat(NearestName.of("txxxe", List.of("title"))).isEmpty();
    }

    @Test
    void ofWhenAThirdOfALongNameIsWrongThenItAndOneMoreNone() {
        assertThat(NearestName.of("abcdefXXX", List.of("abcdefghi"))).contains("abcdefghi");
        assertThat(NearestName.of("abcdeXXXX", List.of("abcdefghi"))).isEmpty();
    }

    @Test
    void ofWhenTwoAreEquallyNearThenTheFirstByName() {
        assertThat(NearestName.of("cat", List.of("hat", "bat"))).contains("bat");
    }

    @Test
    void ofWhenNothingIsKnownThenNone() {
        assertThat(NearestName.of("title", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'','',0",
        "'',abc,3",
        "abc,'',3",
        "abc,abc,0",
        "ABC,abc,0",
        "abc,abd,1",
        "abc,ab,1",
        "abc,abcd,1",
        "kitten,sitting,3",
        "ab,ba,2",
        "TITLE,title,0"
    })
    void distanceThenTheNumberOfEdits(String left, String right, int edits) {
        assertThat(NearestName.distance(left, right)).isEqualTo(edits);
        assertThat(NearestName.distance(right, left)).isEqualTo(edits);
    }
}
