package org.latchkey.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.keys.KeyTexts;

/** An application as a descriptor writes it: one that works, until a test changes an attribute. */
final class DescribedApplication {

    static final String REDIRECT = "https://acme.myfreshworks.com/sp/OIDC/7/implicit";
    static final String KEY = KeyTexts.pkcs1(KeyTexts.rsa(2048).getPrivate());
    static final String ONE_LINE = KEY.replace("\n", "");

    private final Problems problems = new Problems();
    private final Map<String, String> attributes =
            new HashMap<>(Map.of("protocol", "jwt", "redirectUri", REDIRECT, "key", ONE_LINE));

    DescribedApplication with(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    DescribedApplication without(String name) {
        attributes.remove(name);
        return this;
    }

    Optional<JwtApplication> read() {
        SettingsReader reader = new SettingsReader(
                new Settings("latchkey/app/helpdesk", attributes), problems, JwtApplication.ATTRIBUTES);
        return JwtApplication.read(reader, "helpdesk");
    }

    List<Problem> problems() {
        return problems.list();
    }

    /** The application, which must have no error. */
    JwtApplication working() {
        Optional<JwtApplication> application = read();
        assertThat(problems.list()).noneMatch(Problem::isError);
        return application.orElseThrow();
    }

    /** The one error for which it is closed. */
    Problem broken() {
        assertThat(read()).isEmpty();
        assertThat(problems.list()).hasSize(1);
        assertThat(problems.list().get(0).isError()).isTrue();
        return problems.list().get(0);
    }
}
