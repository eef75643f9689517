package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** Who may enter an application and who may see the setup pages, by group, over HTTP. */
class GroupsIT {

    private static final String ENDING = ",OU=Groups,DC=corp,DC=example,DC=com";
    private static final String DOMAIN_USERS = "S-1-5-21-1004336348-1177238915-682003330-513";

    @TempDir
    private static Path dir;

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Descriptor.standard()
                .resource(
                        "site",
                        Map.of(
                                "auditFile",
                                dir.resolve("audit.log").toString(),
                                "adminGroup",
                                "CN=Helpdesk Admins" + ENDING))
                .application("open", Map.of())
                .application("nested", Map.of("allow", "CORP\\All Staff"))
                .application("odd", Map.of("allow", "CN=Finance\\, Tax \\+ Audit" + ENDING + "; S-1-5-21-1-2-3-4"))
                .application("primary", Map.of("allow", DOMAIN_USERS))
                .application("but", Map.of("allow", "CORP\\All Staff", "deny", "CORP\\Helpdesk Admins"))
                .application("outside", Map.of("deny", "corp.example.com\\contractors"))
                .application(
                        "gone",
                        Map.of("allow", "CORP\\Gone", "landing", "CORP\\Moved = https://acme.freshservice.com/"))
                .application("shut", Map.of("allow", "CORP\\All Staff", "deny", "CORP\\Gone"))
                .application("typo", Map.of("allow", "All Staff"))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> enter(Browser browser, DemoPerson person, String application) {
        return browser.withTicket(person, server.uri("/jwt/" + application + "?state=s&nonce=n"));
    }

    private static JsonNode lastAudited() {
        try {
            List<String> lines = Files.readAllLines(dir.resolve("audit.log"));
            return new ObjectMapper().readTree(lines.get(lines.size() - 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada | nested | allow CORP\\All Staff",
                "grace | nested | allow CORP\\All Staff",
                "grace | odd | allow CN=Finance\\, Tax \\+ Audit,OU=Groups,DC=corp,DC=example,DC=com",
                "carl | primary | allow S-1-5-21-1004336348-1177238915-682003330-513",
                "grace | but | allow CORP\\All Staff",
                "ada | outside | in no group of deny",
                "beatrice | nested | allow CORP\\All Staff"
            })
    void signInWhenARuleLetsThemInThenTheAuditLineNamesIt(String account, String application, String rule) {
        HttpResponse<String> answer =
                enter(new Browser(), DemoPeople.named(account).orElseThrow(), application);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(lastAudited().get("outcome").textValue()).isEqualTo("signed-in");
        assertThat(lastAudited().get("rule").textValue()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "carl | nested | in no group of allow",
                "ada | odd | in no group of allow",
                "ada | but | deny CORP\\Helpdesk Admins",
                "carl | outside | deny corp.example.com\\contractors",
                "ada | gone | in no group of allow; cannot be found: CORP\\Gone"
            })
    void signInWhenARuleKeepsThemOutThenAccessDeniedWithoutSession(String account, String application, String rule) {
        Browser browser = new Browser();
        HttpResponse<String> answer = enter(browser, DemoPeople.named(account).orElseThrow(), application);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("You may not use this application").doesNotContain("CORP", "DC=", "deny");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(browser.hasSession()).isFalse();
        JsonNode audited = lastAudited();
        assertThat(audited.get("reason").textValue()).isEqualTo("ACCESS_DENIED");
        assertThat(audited.get("application").textValue()).isEqualTo(application);
        assertThat(audited.get("account").textValue()).containsIgnoringCase(account);
        assertThat(audited.get("rule").textValue()).isEqualTo(rule);
    }

    @Test
    void signInWhenADeniedGroupCannotBeFoundThenTheApplicationIsClosed() {
        HttpResponse<String> answer = enter(new Browser(), DemoPeople.ADA, "shut");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(lastAudited().get("reason").textValue()).isEqualTo("APPLICATION_BROKEN");
        assertThat(lastAudited().get("rule").textValue()).contains("CORP\\Gone");
    }

    @Test
    void signInWhenARuleCannotBeReadThenTheApplicationIsClosed() {
        assertThat(enter(new Browser(), DemoPeople.ADA, "typo").statusCode()).isEqualTo(503);
    }

    @Test
    void signInWhenTheAccountIsDisabledThenThatIsSaidAndNoRuleIsAsked() {
        assertThat(enter(new Browser(), DemoPeople.DENNIS, "nested").statusCode())
                .isEqualTo(403);
        assertThat(lastAudited().get("reason").textValue()).isEqualTo("ACCOUNT_DISABLED");
        assertThat(lastAudited().has("rule")).isFalse();
    }

    @Test
    void signInWhenThereIsNoRuleThenOneSearchAndWithOneTwo() {
        DemoDirectory directory = DemoParts.directory();
        enter(new Browser(), DemoPeople.ADA, "nested");
        int before = directory.searchCount();

        enter(new Browser(), DemoPeople.ADA, "open");
        assertThat(directory.searchCount() - before).isEqualTo(1);
        assertThat(lastAudited().has("rule")).isFalse();
        enter(new Browser(), DemoPeople.ADA, "nested");
        assertThat(directory.searchCount() - before).isEqualTo(3);
    }

    @Test
    void signInWhenGroupsAreHiddenThenDirectoryRightsWhereARuleNeedsThemOnly() {
        DemoPerson hidden = DemoPerson.of("ghost", "Gus", "Hidden");
        DemoParts.directory().add(hidden);
        DemoParts.directory().modify(hidden.dn(), "tokenGroups");
        Browser browser = new Browser();
        signIn(browser, hidden, "/jwt/nested?state=s&nonce=n");

        assertThat(browser.get(server.uri("/jwt/nested?state=s&nonce=n")).statusCode())
                .isEqualTo(403);
        assertThat(lastAudited().get("reason").textValue()).isEqualTo("DIRECTORY_RIGHTS");
        assertThat(lastAudited().get("hidden").textValue()).isEqualTo("tokenGroups");
        assertThat(browser.get(server.uri("/jwt/open?state=s&nonce=n")).statusCode())
                .isEqualTo(302);
    }

    @Test
    void portalWhenGroupsAreHiddenThenTheTilesWithoutRulesAndAWordAboutTheOthers() {
        DemoPerson hidden = DemoPerson.of("shade", "Sam", "Hidden");
        DemoParts.directory().add(hidden);
        DemoParts.directory().modify(hidden.dn(), "tokenGroups");
        Browser browser = new Browser();
        signIn(browser, hidden, "/");
        int before = DemoParts.directory().searchCount();

        HttpResponse<String> page = browser.get(server.uri("/"));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
                .contains("/go/open\"", "which groups you are in")
                .doesNotContain("/go/nested\"", "/go/primary\"", "/go/shut\"", "DC=corp", "tokenGroups");
        assertThat(DemoParts.directory().searchCount() - before).isEqualTo(2);
        assertThat(lastAudited().get("outcome").textValue()).isEqualTo("portal-shown");
        assertThat(lastAudited().get("reason").textValue()).isEqualTo("DIRECTORY_RIGHTS");
        assertThat(lastAudited().get("hidden").textValue()).isEqualTo("tokenGroups");
    }

    @Test
    void signOutThenTheAuditLineNamesWhoWasSignedInAndHowAndWithoutASessionThereIsNone() {
        Browser browser = new Browser();
        browser.withTicket(DemoPeople.ADA, server.uri("/"));
        browser.get(server.uri("/signout?host_url=acme.freshdesk.com"));

        JsonNode line = lastAudited();
        assertThat(line.get("outcome").textValue()).isEqualTo("signed-out");
        assertThat(line.get("account").textValue()).startsWith("ada@");
        assertThat(line.get("mechanism").textValue()).isEqualTo("KERBEROS");
        for (String path : List.of("/signout", "/saml/slo")) {
            assertThat(browser.get(server.uri(path)).statusCode()).isEqualTo(200);
        }
        assertThat(lastAudited()).isEqualTo(line);

        browser.withTicket(DemoPeople.GRACE, server.uri("/"));
        browser.get(server.uri("/saml/slo"));
        assertThat(lastAudited().get("outcome").textValue()).isEqualTo("signed-out");
        assertThat(lastAudited().get("account").textValue()).startsWith("grace@");
    }

    private static HttpResponse<String> signIn(Browser browser, DemoPerson person, String path, String... headers) {
        HttpResponse<String> form = browser.get(server.uri(path), headers);
        return browser.post(
                server.uri("/signin"),
                Map.of(
                        "state", Browser.sealedState(form),
                        "account", person.account(),
                        "password", person.password()));
    }

    @Test
    void portalWhenOpenedThenTheTilesThatThisPersonMayEnter() {
        assertThat(new Browser().withTicket(DemoPeople.CARL, server.uri("/")).body())
                .contains("/go/open\"", "/go/primary\"")
                .doesNotContain("which groups you are in")
                .doesNotContain("/go/nested\"", "/go/odd\"", "/go/outside\"", "/go/gone\"", "/go/shut\"");
        assertThat(new Browser().withTicket(DemoPeople.GRACE, server.uri("/")).body())
                .contains("/go/open\"", "/go/primary\"", "/go/nested\"", "/go/odd\"", "/go/but\"", "/go/outside\"")
                .doesNotContain("/go/gone\"", "/go/shut\"");
    }

    @Test
    void portalWhenManyRulesThenThePersonsGroupsAreReadOnce() {
        new Browser().withTicket(DemoPeople.ADA, server.uri("/"));
        int before = DemoParts.directory().searchCount();
        new Browser().withTicket(DemoPeople.ADA, server.uri("/"));

        assertThat(DemoParts.directory().searchCount() - before).isEqualTo(2);
    }

    @Test
    void setupWhenAMemberOfAdminGroupThenOpenFromAnywhereWithWhatIsWrongWithGroups() {
        Browser browser = new Browser();
        HttpResponse<String> page =
                browser.withTicket(DemoPeople.ADA, server.uri("/setup"), "X-Forwarded-For", "10.0.0.1");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
                .contains("latchkey/app/shut", "CORP\\Gone", "cannot be found", "Until then nobody may enter")
                .contains("CORP\\Moved", "It is passed over")
                .contains("S-1-5-21-1-2-3-4", "latchkey/app/typo")
                .doesNotContain("CORP\\All Staff</code></dd>");
        assertThat(lastAudited().get("outcome").textValue()).isEqualTo("setup-shown");
        assertThat(lastAudited().get("rule").textValue()).startsWith("allow CN=Helpdesk Admins");
        assertThat(browser.get(server.uri("/setup"), "X-Forwarded-For", "10.0.0.1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get(server.uri("/setup")).body()).contains("latchkey/app/shut");
    }

    @Test
    void setupWhenNobodyIsSignedInThenAskedAndTheFormLeadsBack() {
        Browser browser = new Browser();
        HttpResponse<String> asked = browser.get(server.uri("/setup"), "Via", "1.1 proxy");
        HttpResponse<String> answer = signIn(browser, DemoPeople.ADA, "/setup", "Via", "1.1 proxy");

        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
        assertThat(IdTokens.location(answer)).isEqualTo("/latchkey/setup");
        assertThat(browser.get(server.uri("/setup"), "Via", "1.1 proxy").statusCode())
                .isEqualTo(200);
    }

    @Test
    void setupWhenNoMemberThenClosedAndTheAuditLineNamesTheRule() {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.withTicket(DemoPeople.GRACE, server.uri("/setup"), "Via", "1.1 proxy");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("latchkey/app/shut", "Helpdesk Admins");
        assertThat(browser.hasSession()).isFalse();
        assertThat(lastAudited().get("reason").textValue()).isEqualTo("SETUP_CLOSED");
        assertThat(lastAudited().get("rule").textValue()).isEqualTo("in no group of allow");
    }

    @Test
    void setupWhenOnTheServerItselfAndNoMemberThenTheCodeIsAskedFor() {
        assertThat(new Browser().get(server.uri("/setup")).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = new Browser().withTicket(DemoPeople.GRACE, server.uri("/setup"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("name=\"code\"").doesNotContain("latchkey/app/shut");
    }

    @Test
    void setupWhenACodeIsPostedFromElsewhereThenClosedEvenForAMember() {
        Browser browser = new Browser();
        browser.withTicket(DemoPeople.ADA, server.uri("/"));

        assertThat(browser.post(server.uri("/setup"), Map.of("code", "0000-0000-0000"), "Via", "1.1 proxy")
                        .statusCode())
                .isEqualTo(403);
    }
}
