package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latchkey.application.Registration;

/** The way in for administrators, when single sign-on does not work. */
final class BypassAddressesTest {

    private static List<String> of(Registration... registrations) {
        return new BypassAddresses(List.of(registrations)).all();
    }

    private static Registration saml(String consumer, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(Map.of("spEntityId", consumer, "acs", consumer));
        attributes.putAll(more);
        return Registered.saml("saml", Clock.systemUTC(), attributes);
    }

    @Test
    void allWhenJwtThenThatOfStartUrlAndNotOfTheRedirectAddress() {
        assertThat(of(Registered.jwt("helpdesk", Map.of()))).isEmpty();
        assertThat(of(Registered.jwt("helpdesk", Map.of("startUrl", "https://acme.freshservice.com/support/home"))))
                .containsExactly("https://acme.freshservice.com/login/normal");
        assertThat(of(Registered.jwt(
                        "helpdesk", Map.of("redirectUri", "https://acme.freshworks.com/sp/OIDC/7/implicit"))))
                .containsExactly("https://acme.freshworks.com/login/normal");
        assertThat(of(Registered.jwt("helpdesk", Map.of("startUrl", "https://acme.myfreshworks.com/sp/OIDC/7/login"))))
                .isEmpty();
    }

    @Test
    void allWhenSimpleSsoThenThoseOfItsPortalsAtNamesOfTheirOwnToo() {
        assertThat(of(Registered.hmac(
                        "desk", Map.of("portal", "https://acme.freshdesk.com https://help.acme.example"))))
                .containsExactly("https://acme.freshdesk.com/login/normal", "https://help.acme.example/login/normal");
    }

    @Test
    void allWhenSamlThenOfFreshworksOnly() {
        assertThat(of(saml("https://wiki.example.com/acs", Map.of("startUrl", "https://wiki.example.com/"))))
                .isEmpty();
        assertThat(of(saml("https://help.acme.example/login/saml", Map.of())))
                .containsExactly("https://help.acme.example/login/normal");
        assertThat(of(saml(Registered.CONSUMER, Map.of("startUrl", "https://acme.freshservice.com/"))))
                .containsExactly("https://acme.freshservice.com/login/normal");
        assertThat(of(saml("https://acme.freshdesk.com/login/saml", Map.of("startUrl", "https://acme.freshdesk.com/"))))
                .containsExactly("https://acme.freshdesk.com/login/normal");
    }
}
