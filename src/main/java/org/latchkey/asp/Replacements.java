package org.latchkey.asp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.latchkey.application.Entrance;
import org.latchkey.http.QueryString;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SignIn;

/**
 * Which application answers at which script's address.
 *
 * @param all in the order of their ids
 */
public record Replacements(List<Replacement> all, SignIn signIn) {

    /** What a request can name an application by, the surest first. */
    private static final List<String> NAMING = List.of("client_id", "redirect_uri", "host_url");

    public Replacements {
        all = List.copyOf(all);
    }

    /**
     * The application that is meant. One script may have served several; then the request decides, and is never guessed at.
     *
     * @param script as in the address
     * @throws Refusal {@link Reason#PAGE_UNKNOWN} when none replaces the script, {@link Reason#APPLICATION_AMBIGUOUS}, {@link
     *     Reason#APPLICATION_BROKEN} when one that is closed may be meant
     */
    Replacement find(String script, QueryString query) {
        List<Replacement> meant = meant(all, script, query);
        if (meant.isEmpty()) {
            throw new Refusal(Reason.PAGE_UNKNOWN).with("script", script);
        }
        if (meant.size() > 1) {
            // Of one that is closed nobody knows by what it would be named.
            meant.forEach(one -> one.entrance().require(one.id()));
            throw new Refusal(Reason.APPLICATION_AMBIGUOUS)
                    .with("script", script)
                    .with("applications", meant.stream().map(Replacement::id).collect(Collectors.joining(", ")));
        }
        return meant.get(0);
    }

    /** Those that may be meant: none where none replaces the script, and several where the request does not tell. */
    public static List<Replacement> meant(List<Replacement> all, String script, QueryString query) {
        List<Replacement> meant = all.stream().filter(one -> one.isOf(script)).toList();
        for (String parameter : NAMING) {
            if (meant.size() > 1) {
                meant = narrowed(meant, parameter, query);
            }
        }
        return meant;
    }

    /** Those that the parameter names; all of them where it names none, since another one may. */
    private static List<Replacement> narrowed(List<Replacement> meant, String parameter, QueryString query) {
        List<String> value = query.text(parameter).stream().toList();
        List<Replacement> named =
                meant.stream().filter(one -> one.isNamed(parameter, value)).toList();
        return named.isEmpty() ? meant : named;
    }

    /** @param entrances one for each mechanism that a script spoke */
    public static Replacements of(Map<String, Set<String>> scripts, SignIn signIn, List<Entrance> entrances) {
        return new Replacements(
                scripts.entrySet().stream()
                        .flatMap(entry -> entrances.stream()
                                .filter(entrance -> entrance.knows(entry.getKey()))
                                .limit(1)
                                .map(entrance -> new Replacement(entry.getKey(), entry.getValue(), entrance)))
                        .toList(),
                signIn);
    }
}
