package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.page.DryRunPage;
import org.latchkey.page.SurveyPage;
import org.latchkey.refusal.Reason;

/** Who of many could not sign in, over HTTP. */
class SurveyIT {

    private static final String PEOPLE = "OU=People," + DemoDirectory.BASE;
    private static final int MOST_POLLS = 20_000;

    @TempDir
    private static Path dir;

    private static DemoDirectory directory;
    private static LatchkeyServer server;
    private static Browser administrator;

    @BeforeAll
    static void start() {
        directory = DemoDirectory.start();
        directory.add(DemoPerson.of("adminzoe", "Zoë", "Admin")
                .withMail("Zoe.Angstrom@CORP.example.com")
                .withGroups(List.of("Contractors")));
        directory.add(DemoPerson.of("former", "Seán", "Former")
                .withMail("sean.o'brien@corp.example.com")
                .withState(DemoPerson.State.DISABLED));
        directory.add(DemoPerson.of("mallory", "Mallory", "Formula")
                .withNames("Mallory", "Formula", "=HYPERLINK(\"http://evil.example\";\"click\")")
                .withMail("mallory at home"));
        server = LatchkeyServer.start(descriptor().xml());
        administrator = signedIn(DemoPeople.ADA);
    }

    private static Descriptor descriptor() {
        Map<String, String> site = Map.of(
                "publicUrl", "http://sso.corp.example.com/latchkey",
                "adminGroup", "CORP\\Helpdesk Admins",
                "auditFile", dir.resolve("audit.log").toString());
        return Descriptor.empty()
                .windows()
                .directory(directory.ldapsPort(), directory.trustFile())
                .resource("site", site)
                .application(
                        "helpdesk",
                        Map.of(
                                "title",
                                "Help & Desk",
                                "allow",
                                "CORP\\All Staff",
                                "subject",
                                "sAMAccountName",
                                "mail",
                                "mail, proxyAddresses"))
                .application("anybody", Map.of("subject", "objectGUID"));
    }

    private static Browser signedIn(DemoPerson person) {
        Browser browser = new Browser();
        browser.withTicket(person, server.uri("/"));
        return browser;
    }

    @AfterAll
    static void stop() {
        server.close();
        directory.close();
    }

    private static HttpResponse<String> post(Browser browser, String people, String application) {
        return browser.post(
                server.uri("/setup/tomorrow"), Map.of(SurveyPage.PEOPLE, people, DryRunPage.APPLICATION, application));
    }

    /** The page when the survey has ended. */
    private static String survey(Browser browser, String people, String application) {
        HttpResponse<String> begun = post(browser, people, application);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        assertThat(begun.headers().firstValue("Location")).contains("/latchkey/setup/tomorrow");
        for (int i = 0; i < MOST_POLLS; i++) {
            HttpResponse<String> page = browser.get(server.uri("/setup/tomorrow"));
            assertThat(page.statusCode()).isEqualTo(200);
            if (page.headers().firstValue("Refresh").isEmpty()) {
                return page.body();
            }
            assertThat(page.headers().firstValue("Refresh")).contains("5;url=/latchkey/setup/tomorrow");
            assertThat(page.body()).contains("<progress", "role=\"status\"", "name=\"stop\"");
        }
        throw new AssertionError("the survey does not end");
    }

    private static List<String> csv() {
        HttpResponse<String> file = administrator.get(server.uri("/setup/tomorrow/people.csv"));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"could-not-sign-in.csv\"");
        assertThat(file.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(file.body())
                .startsWith("\uFEFF\"account\",\"name\",\"mail\",\"reasons\",")
                .endsWith("\r\n");
        return Arrays.asList(file.body().split("\r\n", -1));
    }

    private static String row(List<String> csv, String account) {
        return csv.stream()
                .filter(line -> line.startsWith("\"CORP\\" + account + "\","))
                .findFirst()
                .orElse("");
    }

    @Test
    void surveyWhenAUnitThenWhoCouldNotAndAllTheReasons() throws IOException {
        String page = survey(administrator, PEOPLE, "helpdesk");

        assertThat(page)
                .contains("Help &amp; Desk", "Account is disabled", "No e-mail address", "Not allowed by the rule")
                .contains("Could sign in</dt>", "CORP\\dennis")
                .doesNotContain("the list is not complete", "CORP\\grace", "<progress");
        List<String> csv = csv();
        assertThat(row(csv, "grace")).isEmpty();
        assertThat(row(csv, "alan")).contains("\"MAIL_MISSING\"", "CN=Alan Turing");
        assertThat(row(csv, "carl")).contains("\"ACCESS_DENIED\"", "in no group of allow");
        assertThat(row(csv, "hedy")).contains("\"DIRECTORY_RIGHTS\"");
        assertThat(row(csv, "mallory"))
                .contains("\"'=HYPERLINK(\"\"http://evil.example\"\";\"\"click\"\")\"", "\"MAIL_INVALID\"");
        assertThat(Files.readAllLines(dir.resolve("audit.log")))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"outcome\":\"survey-begun\"", "\"looked-at\":\"" + PEOPLE, "CORP\\\\ada"))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"outcome\":\"survey-downloaded\"",
                                "\"looked-at\":\"" + PEOPLE,
                                "\"looked-at-application\":\"helpdesk\"",
                                "CORP\\\\ada"))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"outcome\":\"survey\"",
                                "\"read\":\"2",
                                "\"looked-at-application\":\"helpdesk\"",
                                "DONE",
                                "\"begun\":\""));
    }

    /** The dry run is a sign-in up to its last step, and the survey one dry run after the other. */
    @Test
    void surveyWhenComparedWithDryRunsThenTheSameReasonsForEverybody() {
        survey(administrator, PEOPLE, "helpdesk");
        List<String> csv = csv();

        for (DemoPerson person : DemoPeople.all()) {
            String page = administrator
                    .post(
                            server.uri("/setup/rehearse"),
                            Map.of(DryRunPage.ACCOUNT, person.downLevelName(), DryRunPage.APPLICATION, "helpdesk"))
                    .body();
            assertThat(reasons(row(csv, person.account()))).as(person.account()).isEqualTo(reasons(headings(page)));
        }
    }

    private static String headings(String page) {
        return Pattern.compile("<h3 lang=\"en\">([A-Z_]+)</h3>")
                .matcher(page)
                .results()
                .map(heading -> heading.group(1))
                .collect(Collectors.joining(" "));
    }

    private static Set<String> reasons(String text) {
        return Arrays.stream(Reason.values())
                .map(Enum::name)
                .filter(name -> text.matches("(?s).*\\b" + name + "\\b.*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void surveyWhenSomebodyOutsideOfTheGroupHasTheAddressThenItIsTold() {
        String page = survey(administrator, "CORP\\All Staff", "anybody");

        assertThat(page).contains("Somebody else has this e-mail address").doesNotContain("CORP\\carl");
        List<String> csv = csv();
        assertThat(row(csv, "zoe.angstrom")).contains("\"MAIL_SHARED\"", "CORP\\adminzoe");
        assertThat(row(csv, "sean.o'brien")).as("the other one is disabled").isEmpty();
        assertThat(row(csv, "former")).contains("\"ACCOUNT_DISABLED MAIL_SHARED\"", "CORP\\sean.o'brien");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                             | helpdesk | This is no group and no DN",
                "All Staff                      | helpdesk | This is no group and no DN",
                "OU=People,,DC=corp             | helpdesk | This is no group and no DN",
                "*)(objectClass=*               | helpdesk | This is no group and no DN",
                "CORP\\Nobody                   | helpdesk | nothing of this name",
                "OTHER\\All Staff               | helpdesk | nothing of this name",
                "OU=Gone,DC=corp,DC=example,DC=com | helpdesk | nothing of this name",
                "OU=People,DC=evil,DC=example   | helpdesk | outside of the places",
                "CN=Ada Lovelace,OU=People,DC=corp,DC=example,DC=com | helpdesk | neither a group nor",
                "OU=Gone,DC=corp,DC=example,DC=com ; | helpdesk | nothing of this name",
                "CORP\\All Staff                | nothing  | Choose an application",
            })
    void surveyWhenTheFormIsWrongThenWhat(String people, String application, String text) {
        HttpResponse<String> answer = post(administrator, people, application);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(text, "role=\"alert\"").doesNotContain("<progress");
    }

    @Test
    void surveyWhenAnotherSessionOfTheSameMemberThenItIsShown() {
        survey(administrator, "OU=Service Accounts," + DemoDirectory.BASE, "helpdesk");
        Browser another = signedIn(DemoPeople.ADA);

        assertThat(another.get(server.uri("/setup/tomorrow")).body()).contains("svc-latchkey");
        assertThat(another.get(server.uri("/setup/tomorrow/people.csv")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void surveyWhenNoMemberThenNothing() {
        Browser carl = signedIn(DemoPeople.CARL);

        assertThat(carl.get(server.uri("/setup/tomorrow")).statusCode()).isEqualTo(403);
        assertThat(carl.get(server.uri("/setup/tomorrow/people.csv")).statusCode())
                .isEqualTo(403);
        assertThat(post(carl, PEOPLE, "helpdesk").statusCode()).isEqualTo(403);
        assertThat(post(new Browser(), PEOPLE, "helpdesk").statusCode()).isEqualTo(401);
        assertThat(administrator.get(server.uri("/setup/tomorrow/other.csv")).statusCode())
                .isEqualTo(404);
        assertThat(administrator.method("DELETE", server.uri("/setup/tomorrow")).statusCode())
                .isEqualTo(405);
    }

    @Test
    void surveyWhenAnotherSiteAsksThenItIsNotBegun() {
        HttpResponse<String> foreign = administrator.post(
                server.uri("/setup/tomorrow"),
                Map.of(SurveyPage.PEOPLE, PEOPLE, DryRunPage.APPLICATION, "helpdesk"),
                "Sec-Fetch-Site",
                "same-site");
        HttpResponse<String> ticket = new Browser()
                .postWithTicket(
                        DemoPeople.ADA,
                        server.uri("/setup/tomorrow"),
                        Map.of(SurveyPage.PEOPLE, PEOPLE, DryRunPage.APPLICATION, "helpdesk"));

        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(ticket.statusCode()).as("a ticket counts with GET only").isEqualTo(401);
    }

    @Test
    void stopWhenNothingRunsThenBackToThePage() {
        HttpResponse<String> stopped = administrator.post(server.uri("/setup/tomorrow"), Map.of(SurveyPage.STOP, "1"));

        assertThat(stopped.statusCode()).isEqualTo(303);
    }
}
