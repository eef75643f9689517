package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import javax.naming.Context;
import javax.naming.NameClassPair;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;

/** Over a naming context of maps; a real Tomcat's is read by the integration tests. */
final class JndiSettingsTest {

    private final Problems problems = new Problems();

    private static Settings settings(String title) {
        return new Settings("whatever Tomcat called it", Map.of("title", title));
    }

    /** @param bound what is bound by name: a context, settings, or an exception that the look-up throws */
    private static Context context(Map<String, ?> bound) {
        return stub(Context.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "list" -> names(new TreeMap<>(bound).keySet().iterator());
            case "lookup" -> {
                Object value = bound.get((String) arguments[0]);
                if (value instanceof NamingException failure) {
                    throw failure;
                }
                yield value;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static NamingEnumeration<?> names(Iterator<String> names) {
        return stub(NamingEnumeration.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "hasMore" -> names.hasNext();
            case "next" -> new NameClassPair(names.next(), Object.class.getName());
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void readWhenNoNamingServiceThenEmptyAndNoProblem() {
        assertThat(JndiSettings.read(problems)).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void readWhenSettingsAreNestedThenEachUnderItsFullNameInOrder() {
        Context root = context(Map.of(
                "site", settings("s"),
                "app",
                        context(Map.of(
                                "b", settings("b"), "a", settings("a"), "deep", context(Map.of("x", settings("x"))))),
                "directory", context(Map.of("corp", settings("c")))));

        assertThat(JndiSettings.read(root, problems))
                .containsExactly(
                        new Settings("latchkey/app/a", Map.of("title", "a")),
                        new Settings("latchkey/app/b", Map.of("title", "b")),
                        new Settings("latchkey/app/deep/x", Map.of("title", "x")),
                        new Settings("latchkey/directory/corp", Map.of("title", "c")),
                        new Settings("latchkey/site", Map.of("title", "s")));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void readWhenTheFactoryIsMisspeltThenProblemAndTheOthersAreRead() {
        Context root = context(Map.of("site", new NamingException("secret"), "windows", settings("w")));

        assertThat(JndiSettings.read(root, problems))
                .extracting(Settings::resource)
                .containsExactly("latchkey/windows");
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.resource()).isEqualTo("latchkey/site");
            assertThat(problem.attribute()).isEqualTo("factory");
            assertThat(problem.expected())
                    .startsWith("expected org.latchkey.config.SettingsFactory;")
                    .endsWith("NamingException");
        });
    }

    @Test
    void readWhenOfAnotherTypeThenProblem() {
        assertThat(JndiSettings.read(context(Map.of("site", "text")), problems)).isEmpty();
        assertThat(problems.list())
                .singleElement()
                .extracting(Problem::attribute, Problem::seen)
                .containsExactly("type", "");
    }

    @Test
    void readWhenAPartCannotBeListedThenProblemAndTheOthersAreRead() {
        Context locked = stub(Context.class, (proxy, method, arguments) -> {
            throw new NamingException();
        });

        assertThat(JndiSettings.read(context(Map.of("app", locked, "site", settings("s"))), problems))
                .hasSize(1);
        assertThat(problems.hasErrorsIn("latchkey/app")).isTrue();
    }
}
