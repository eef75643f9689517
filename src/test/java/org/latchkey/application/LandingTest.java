package org.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.GroupName;

class LandingTest {

    private final Problems problems = new Problems();

    private Application read(String name, String value) {
        Map<String, String> attributes = new TreeMap<>(Map.of("startUrl", "https://acme.freshservice.com/"));
        attributes.put(name, value);
        SettingsReader reader =
                new SettingsReader(new Settings("latchkey/app/desk", attributes), problems, Application.ATTRIBUTES);
        return Application.read(reader, "desk");
    }

    @Test
    void readWhenRulesThenInTheirOrderWithTheDefault() {
        Landing landing = read(
                        "landing",
                        "CN=Agents\\; IT,OU=A=B,DC=corp = https://acme.freshservice.com/a?b=c ;"
                                + "CORP\\Staff=https://acme.freshservice.com/ ; Default=https://acme.freshservice.com/d;")
                .landing();

        assertThat(problems.list()).isEmpty();
        assertThat(landing.rules())
                .containsExactly(
                        new Landing.Rule(
                                GroupName.parse("CN=Agents\\; IT,OU=A=B,DC=corp"),
                                "https://acme.freshservice.com/a?b=c"),
                        new Landing.Rule(GroupName.parse("CORP\\Staff"), "https://acme.freshservice.com/"));
        assertThat(landing.fallback()).contains("https://acme.freshservice.com/d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.freshservice.com/",
                "CORP\\Staff",
                "CORP\\Staff = /tickets",
                "Staff = https://acme.freshservice.com/",
                "CORP\\Staff = https://acme.freshservice.com/a b",
                "default = https://acme.freshservice.com/; default = https://acme.freshservice.com/",
                "default = https://evil.example/",
                "default = http://acme.freshservice.com/",
                "default = https://acme.freshservice.com@evil.example/"
            })
    void readWhenNotARuleOrOnAForeignSiteThenOneProblem(String text) {
        read("landing", text);

        assertThat(problems.list()).singleElement().asString().contains("landing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.freshdesk.com", "https://acme.freshdesk.com/a", "https://acme.freshdesk.com/?a"})
    void readWhenASiteIsNoBareAddressThenOneProblem(String text) {
        read("sites", text);

        assertThat(problems.list()).singleElement().asString().contains("sites", text);
    }

    @Test
    void readWhenSitesThenThoseAndTheStart() {
        Sites sites = read("sites", "https://a.example https://b.example:8443/").sites();

        assertThat(problems.list()).isEmpty();
        assertThat(sites.contain("https://acme.freshservice.com/x")).isTrue();
        assertThat(sites.contain("https://a.example/x")).isTrue();
        assertThat(sites.contain("https://b.example:8443/x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example./x",
                "https://a.example:/x",
                "https://a.example:443/x",
                "https://a.example%2f@evil.example/x",
                "https://a.example%2F.evil.example/x",
                "https://b.example/x"
            })
    void containWhenAnAddressIsOnlySimilarThenNot(String address) {
        assertThat(read("sites", "https://a.example https://b.example:8443/")
                        .sites()
                        .contain(address))
                .isFalse();
    }

    @Test
    void onlyWhenARuleDoesNotCountThenTheOthersAndTheDefaultAsFarAsTheyDo() {
        Landing landing = read(
                        "landing",
                        "CORP\\A = https://acme.freshservice.com/1; CORP\\A = https://acme.freshservice.com/2;"
                                + " default = https://acme.freshservice.com/1")
                .landing();

        assertThat(landing.only(page -> page.endsWith("2")))
                .isEqualTo(new Landing(
                        List.of(new Landing.Rule(GroupName.parse("CORP\\A"), "https://acme.freshservice.com/2")),
                        Optional.empty()));
    }
}
