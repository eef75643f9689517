package org.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.DirectoryUser;

class MailAddressTest {

    private static final List<String> CHAIN = List.of("mail", "proxyAddresses", "userPrincipalName");

    private static DirectoryUser person(Map<String, List<String>> attributes) {
        return new DirectoryUser(
                AccountName.ofWindows("CORP\\rosa"), "CN=rosa", new UUID(1, 2), AccountState.ACTIVE, attributes);
    }

    private static DirectoryUser withProxies(String... addresses) {
        return person(
                Map.of("proxyAddresses", List.of(addresses), "userPrincipalName", List.of("rosa@corp.example.com")));
    }

    @Test
    void ofWhenTheFirstAttributeHasAValueThenThatOne() {
        DirectoryUser rosa = person(
                Map.of("mail", List.of(" rosa@example.com "), "proxyAddresses", List.of("SMTP:rosa.post@example.com")));

        assertThat(MailAddress.of(rosa, CHAIN)).contains(new MailAddress("rosa@example.com", "mail"));
    }

    @Test
    void ofWhenTheFirstAttributeIsBlankThenTheNextOne() {
        DirectoryUser rosa =
                person(Map.of("mail", List.of("  "), "proxyAddresses", List.of("SMTP:rosa.post@example.com")));

        assertThat(MailAddress.of(rosa, CHAIN)).contains(new MailAddress("rosa.post@example.com", "proxyAddresses"));
    }

    @Test
    void ofWhenThereAreSeveralProxyAddressesThenThePrimaryOneWhereverItStands() {
        DirectoryUser rosa = withProxies(
                "smtp:rosa@old.example.com",
                "SIP:rosa@chat.example.com",
                "X500:/o=Example/cn=rosa",
                "SMTP:rosa.post@example.com",
                "smtp:info@example.com");

        assertThat(MailAddress.of(rosa, CHAIN)).contains(new MailAddress("rosa.post@example.com", "proxyAddresses"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp:rosa@old.example.com",
                "Smtp:rosa@old.example.com",
                "SIP:rosa@chat.example.com",
                "X500:SMTP:rosa@example.com",
                "SMTP:",
                "SMTP: ",
                "SMTP",
                "rosa@example.com"
            })
    void ofWhenNoProxyAddressIsThePrimaryOneThenTheNextAttribute(String other) {
        assertThat(MailAddress.of(withProxies(other), CHAIN))
                .contains(new MailAddress("rosa@corp.example.com", "userPrincipalName"));
    }

    @Test
    void ofWhenTwoProxyAddressesClaimToBeThePrimaryOneThenNeither() {
        assertThat(MailAddress.of(withProxies("SMTP:a@example.com", "SMTP:b@example.com"), CHAIN))
                .contains(new MailAddress("rosa@corp.example.com", "userPrincipalName"));
    }

    @Test
    void ofWhenTheAttributeIsSpelledOtherwiseThenTheSame() {
        assertThat(MailAddress.of(withProxies("SMTP:a@example.com"), List.of("PROXYADDRESSES")))
                .contains(new MailAddress("a@example.com", "PROXYADDRESSES"));
    }

    @Test
    void ofWhenNothingHasAValueThenNone() {
        assertThat(MailAddress.of(person(Map.of()), CHAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@corp.example.com",
                "sean.o'brien@example.com",
                "a+b@x-y.example",
                "zoë@exämple.com",
                "1@2.example"
            })
    void isUsualWhenItIsAnAddressThenTrue(String text) {
        assertThat(new MailAddress(text, "mail").isUsual()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "ada@corp",
                "@corp.example.com",
                "ada@@corp.example.com",
                "ada lovelace@corp.example.com",
                "ada@corp.example.com, bob@corp.example.com",
                "Ada <ada@corp.example.com>",
                ".ada@corp.example.com",
                "ada.@corp.example.com",
                "ada@-corp.example.com",
                "ada@corp..com",
                "ada@corp.example.com.",
                "mailto:ada@corp.example.com",
                "n/a"
            })
    void isUsualWhenItIsNoneThenFalse(String text) {
        assertThat(new MailAddress(text, "mail").isUsual()).isFalse();
    }

    @Test
    void isUsualWhenItIsLongThenFalseAtOnce() {
        assertThat(new MailAddress("a.".repeat(100_000) + "@example.com", "mail").isUsual())
                .isFalse();
    }

    @Test
    void writtenThenAsTheAttributeHoldsIt() {
        assertThat(MailAddress.written("mail", "a@b.example")).isEqualTo("a@b.example");
        assertThat(MailAddress.written("ProxyAddresses", "a@b.example")).isEqualTo("SMTP:a@b.example");
    }
}
