package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The query of a request, parsed from its raw form. The container's {@code getParameter} is not used for protocol messages:
 * it replaces octets that are not UTF-8, mixes in a POSTed body, takes the first of several values, and (Tomcat 10.1) drops
 * what it cannot decode without a word.
 */
public final class QueryString {

    private final Map<String, List<String>> rawValues;

    private QueryString(Map<String, List<String>> rawValues) {
        this.rawValues = rawValues;
    }

    public static QueryString of(HttpServletRequest request) {
        return parse(request.getQueryString());
    }

    /** @param raw the query without its question mark, still percent-encoded; null where there is none */
    public static QueryString parse(@Nullable String raw) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                values.computeIfAbsent(nameOf(name), n -> new ArrayList<>(1)).add(value);
            }
        }
        return new QueryString(values);
    }

    /** Parameters that nobody reads may be as odd as they like, so an undecodable name stays as it is. */
    private static String nameOf(String raw) {
        try {
            return new String(
                    Octets.percentDecoded(raw).latin1().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        } catch (Refusal e) {
            return raw;
        }
    }

    /**
     * The value of a parameter that may occur once at most: two different readers of a repeated parameter may each see
     * another value, which is how signed and acted-on values come apart.
     *
     * @throws Refusal {@link Reason#PARAMETER_REPEATED}, {@link Reason#QUERY_MALFORMED}
     */
    public Optional<Octets> octets(String name) {
        List<String> values = rawValues.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Refusal(Reason.PARAMETER_REPEATED).with("parameter", name);
        }
        return values.stream().findFirst().map(Octets::percentDecoded);
    }

    /** As {@link #octets}, as UTF-8 text; an empty value counts as absent. */
    public Optional<String> text(String name) {
        return octets(name).map(Octets::text).filter(text -> !text.isEmpty());
    }

    /** The first value as it was sent, percent-encoded: what a signature beside it covers (SAML bindings, 3.4.4.1). */
    public Optional<String> raw(String name) {
        return rawValues.getOrDefault(name, List.of()).stream().findFirst();
    }
}
