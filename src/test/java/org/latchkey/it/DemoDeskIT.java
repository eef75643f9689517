package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.demo.FreshworksStandIn;

/** The demo's helpdesk with Simple SSO, and Latchkey as the demo configures it: the two know each other by the link alone. */
class DemoDeskIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static FreshworksStandIn freshworks;
    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        freshworks = FreshworksStandIn.start();
        server = LatchkeyServer.start(Descriptor.standard()
                .resource(
                        "app/desk",
                        Map.of(
                                "protocol",
                                "hmac",
                                "portal",
                                freshworks.startPage().toString(),
                                "secret",
                                SECRET,
                                "phone",
                                "telephoneNumber",
                                "company",
                                "company"))
                .xml());
        freshworks.saveSimpleSso(server.uri("/hmac/desk"), SECRET);
    }

    @AfterAll
    static void stop() {
        server.close();
        freshworks.close();
    }

    /** Where Latchkey sends somebody who has a ticket and comes from the helpdesk. */
    private static URI link(DemoPerson person) {
        Browser browser = new Browser();
        String begun = IdTokens.location(browser.get(freshworks.desk()));
        assertThat(begun)
                .startsWith(server.uri("/hmac/desk?host_url=localhost%3A").toString());
        return URI.create(IdTokens.location(browser.withTicket(person, URI.create(begun))));
    }

    @Test
    void deskWhenSignedInThenNameMailPhoneAndCompanyAreShown() {
        HttpResponse<String> landed = new Browser().get(link(DemoPeople.ZOE));

        assertThat(landed.statusCode()).as(landed.body()).isEqualTo(200);
        assertThat(landed.body())
                .contains("You are signed in to Customer Service", "Zoë Ångström", DemoPeople.ZOE.mail())
                .contains("<td>+44 20 7946 0", "<td>Example Corporation</td>")
                .doesNotContain(SECRET, "redirect_to");
    }

    @Test
    void deskWhenValuesAreMarkupThenTheyAreShownAsText() {
        DemoPerson odd =
                DemoPerson.of("markup", "Mark", "Up").withNames("Mark", "Up", "O'Mark <b>& \"Söhne\" + Co</b>");
        DemoParts.directory().add(odd);
        DemoParts.directory().modify(odd.dn(), "company", "<script>alert(1)</script>");
        Browser browser = new Browser();
        String begun = IdTokens.location(browser.get(freshworks.desk()));
        URI asked = URI.create(begun + "&redirect_to=" + freshworks.startPage() + "a%3Fb%3D%26c");
        browser.post(
                server.uri("/signin"),
                Map.of(
                        "state", Browser.sealedState(browser.get(asked)),
                        "account", odd.account(),
                        "password", odd.password()));
        HttpResponse<String> landed = browser.get(URI.create(IdTokens.location(browser.get(asked))));

        assertThat(landed.statusCode()).as(landed.body()).isEqualTo(200);
        assertThat(landed.body())
                .contains("O&#39;Mark &lt;b&gt;&amp; &quot;Söhne&quot; + Co&lt;/b&gt;")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "a?b=&amp;c")
                .doesNotContain("<b>&", "<script>");
    }

    @Test
    void deskWhenTheLinkIsAlteredThenRefused() {
        URI link = link(DemoPeople.ADA);
        URI altered = URI.create(link.toString().replace("name=Ada", "name=Eva"));

        assertThat(new Browser().get(altered).statusCode()).isEqualTo(400);
        assertThat(new Browser().get(link).statusCode()).isEqualTo(200);
    }
}
