package org.latchkey.asp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.application.Access;
import org.latchkey.application.Application;
import org.latchkey.application.Entrance;
import org.latchkey.http.QueryString;
import org.latchkey.page.ExplanationPage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.Person;

/** What {@code debug=1} tells a person who is signed in, about himself and the request that his own browser sent. */
record Explanation(QueryString query, Person person) {

    private static final List<String> SHOWN =
            List.of("response_type", "client_id", "redirect_uri", "host_url", "redirect_to");

    /** Good for one sign-in, and nobody can read them. */
    private static final List<String> OPAQUE = List.of("state", "nonce");

    ExplanationPage of(Replacement replacement, Application application) {
        Optional<Reason> obstacle = Optional.empty();
        Entrance.Preview preview = new Entrance.Preview("", Map.of(), Map::of);
        try {
            preview = replacement.entrance().preview(replacement.id(), query, person.user(), person.groups());
            obstacle = obstacle(application.access().decide(person.groups()));
        } catch (Refusal e) {
            obstacle = Optional.of(e.reason());
        }
        String account = person.user().account().toString();
        return new ExplanationPage(
                application.title(),
                understood(),
                obstacle,
                preview.destination(),
                facts(preview.parameters()),
                person.user().attribute("displayName").orElse(account),
                account,
                person.signedIn().mechanism().name());
    }

    private static Optional<Reason> obstacle(Access access) {
        return switch (access.outcome()) {
            case GRANTED -> Optional.empty();
            case DENIED -> Optional.of(Reason.ACCESS_DENIED);
            case CLOSED -> Optional.of(Reason.APPLICATION_BROKEN);
        };
    }

    private List<ExplanationPage.Fact> understood() {
        List<ExplanationPage.Fact> facts = new ArrayList<>();
        SHOWN.forEach(name -> query.text(name).ifPresent(value -> facts.add(new ExplanationPage.Fact(name, value))));
        OPAQUE.forEach(name -> query.octets(name)
                .ifPresent(value -> facts.add(new ExplanationPage.Fact(name, "… (" + value.length() + ")"))));
        return facts;
    }

    private static List<ExplanationPage.Fact> facts(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> new ExplanationPage.Fact(value.getKey(), value.getValue()))
                .toList();
    }
}
