package org.latchkey.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Voices;

/**
 * What a request would lead to, for the person who asks. It holds no hash and no signature, so that nobody is signed in by it.
 *
 * @param application the title of the one that would answer
 * @param request the parameters that count, as they were understood; of opaque ones the length only
 * @param obstacle why the request, or the person, would be refused
 * @param destination where the answer would be sent; empty where there would be none
 * @param parameters what it would say about the person
 * @param displayName the person's name; the account where the directory has none
 * @param account for instance {@code CORP\\ada}
 * @param mechanism the name of a {@code Mechanism}, for instance {@code KERBEROS}
 */
public record ExplanationPage(
        String application,
        List<Fact> request,
        Optional<Reason> obstacle,
        String destination,
        List<Fact> parameters,
        String displayName,
        String account,
        String mechanism)
        implements Page {

    /** A parameter, and its value. */
    public record Fact(String name, String value) {}

    public ExplanationPage {
        request = List.copyOf(request);
        parameters = List.copyOf(parameters);
    }

    @Override
    public String template() {
        return "explanation";
    }

    /** What the page for that refusal would say, in the language of this page. */
    public Optional<Voices> refusal(Frame frame) {
        return obstacle.map(
                reason -> reason.voices(Locale.forLanguageTag(frame.texts().language())));
    }
}
