package org.latchkey.asp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.application.Application;
import org.latchkey.application.Entrance;
import org.latchkey.application.Registration;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;
import org.latchkey.http.QueryString;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.InMemoryDirectory;

/** Which application is meant by the address of a script that several replace. */
class ReplacementsTest {

    /** Whatever names each application, as {@code parameter=value}. */
    private static final Map<String, Set<String>> NAMES = Map.of(
            "agents", Set.of("client_id=1", "redirect_uri=https://a"),
            "contacts", Set.of("client_id=2", "redirect_uri=https://c"),
            "twin", Set.of("client_id=2", "redirect_uri=https://t"),
            "portal", Set.of("host_url=p"),
            "closed", Set.of());

    private final Problems problems = new Problems();

    private static final class Named implements Entrance {

        @Override
        public boolean knows(String id) {
            return NAMES.containsKey(id);
        }

        @Override
        public Registration require(String id) {
            if (id.equals("closed")) {
                throw new Refusal(Reason.APPLICATION_BROKEN);
            }
            return new Registration() {
                @Override
                public Application application() {
                    throw new UnsupportedOperationException(id);
                }

                @Override
                public String protocol() {
                    return "none";
                }

                @Override
                public List<URI> destinations() {
                    return List.of();
                }

                @Override
                public Set<String> directoryAttributes() {
                    return Set.of();
                }
            };
        }

        @Override
        public boolean isNamed(String id, String parameter, String value) {
            return NAMES.get(id).contains(parameter + "=" + value);
        }

        @Override
        public void answer(HttpServletRequest request, HttpServletResponse response, String id) {
            throw new UnsupportedOperationException(id);
        }

        @Override
        public Preview preview(String id, QueryString query, DirectoryUser user, Membership groups) {
            throw new UnsupportedOperationException(id);
        }
    }

    private static Replacements replacements(String... ids) {
        Map<String, Set<String>> scripts = new TreeMap<>(Map.of("other", Set.of("other.asp")));
        List.of(ids).forEach(id -> scripts.put(id, Set.of("adscriptjwt.asp")));
        return Replacements.of(scripts, new InMemoryDirectory().signIn(Clock.systemUTC()), List.of(new Named()));
    }

    private static String found(Replacements replacements, String query) {
        return replacements.find("ADScriptJWT.asp", QueryString.parse(query)).id();
    }

    private Set<String> read(String text) {
        Settings settings = new Settings("latchkey/app/x", Map.of("replaces", text));
        return Replacement.scripts(new SettingsReader(settings, problems, List.of(Application.REPLACES)));
    }

    @ParameterizedTest
    @CsvSource({
        "client_id=1, agents",
        "client_id=2&redirect_uri=https://a, contacts",
        "redirect_uri=https%3A%2F%2Fc, contacts",
        "client_id=9&redirect_uri=https://a, agents",
        "host_url=p, portal",
        "client_id=&host_url=p, portal"
    })
    void findWhenTheRequestNamesOneThenThat(String query, String id) {
        assertThat(found(replacements("agents", "contacts", "portal"), query)).isEqualTo(id);
    }

    @Test
    void findWhenSeveralHaveTheClientThenTheAddressDecides() {
        assertThat(found(replacements("contacts", "twin"), "client_id=2&redirect_uri=https://t"))
                .isEqualTo("twin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "state=s&nonce=n", "client_id=9", "host_url=q", "redirect_uri=https://evil.example/"})
    void findWhenTheRequestNamesNoneThenAmbiguous(String query) {
        Refusal refusal = Refused.by(() -> found(replacements("agents", "contacts"), query));

        assertThat(refusal.reason()).isEqualTo(Reason.APPLICATION_AMBIGUOUS);
        assertThat(refusal.facts()).containsEntry("applications", "agents, contacts");
    }

    @Test
    void findWhenOneThatIsClosedMayBeMeantThenThatIsTold() {
        Replacements replacements = replacements("agents", "closed");

        assertThat(Refused.by(() -> found(replacements, "client_id=9")).reason())
                .isEqualTo(Reason.APPLICATION_BROKEN);
        assertThat(found(replacements, "client_id=1")).isEqualTo("agents");
    }

    @Test
    void findWhenThereIsOneThenThatWhateverTheRequestNames() {
        assertThat(found(replacements("agents"), "client_id=9")).isEqualTo("agents");
        assertThat(found(replacements("agents"), "client_id=%FF&client_id=2")).isEqualTo("agents");
    }

    @Test
    void findWhenTheParameterIsRepeatedThenRefused() {
        assertThat(Refused.by(() -> found(replacements("agents", "contacts"), "client_id=1&client_id=2"))
                        .reason())
                .isEqualTo(Reason.PARAMETER_REPEATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".asp", "ADScript.asp", "adscriptjwt.aspx", "xadscriptjwt.asp"})
    void findWhenNobodyReplacesTheScriptThenThereIsNoPage(String script) {
        assertThat(Refused.by(() -> replacements("agents").find(script, QueryString.parse(null)))
                        .reason())
                .isEqualTo(Reason.PAGE_UNKNOWN);
    }

    @Test
    void readWhenNamesThenInLowerCase() {
        assertThat(read("ADScriptJWT.asp, sso_2.ASP")).containsExactlyInAnyOrder("adscriptjwt.asp", "sso_2.asp");
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ADScript.asp", "sso/ADScript.asp", "ADScript", "ADScript.aspx", "a b.asp", "*.asp"})
    void readWhenNotTheNameOfAScriptThenProblem(String text) {
        read(text);

        assertThat(problems.list()).singleElement().asString().contains("replaces", text, "without a folder");
    }
}
