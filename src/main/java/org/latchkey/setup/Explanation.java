package org.latchkey.setup;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.latchkey.application.Registration;
import org.latchkey.asp.Replacement;
import org.latchkey.audit.Audit;
import org.latchkey.keys.PrivateKeyText;
import org.latchkey.page.TroublePage;
import org.latchkey.page.TroublePage.Evidence;
import org.latchkey.page.TroublePage.Finding;
import org.latchkey.page.TroublePage.Held;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Reference;
import org.latchkey.refusal.Voices;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.setup.FreshworksMessages.Message;
import org.latchkey.setup.LiveEvidence.Topic;

/**
 * Explains what somebody typed or pasted: a reference number, an address that failed, a message of Freshworks, or the public
 * key that Freshworks holds. A private key is recognised, and not looked at.
 */
public record Explanation(Audit audit, AddressCheck addresses, LiveEvidence evidence) {

    /** A part of an address may carry a token, too; and what is long and no word, or in pairs of digits, may be of a key. */
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i)://|id_token|SAMLRe|hash=|[A-Za-z0-9+/_=-]{24}|[0-9a-f]{2}(?:[^0-9a-z]{1,4}(?:0x)?[0-9a-f]{2}){7}");

    private static final int LONGEST_SHOWN = 200;

    /**
     * @param registrations those that are open
     * @param replacements whatever their applications' state
     */
    public static Explanation of(
            List<Registration> registrations,
            Optional<IdentityProvider> identityProvider,
            Optional<URI> publicUrl,
            List<Replacement> replacements,
            Audit audit,
            Clock clock) {
        KeysInUse keys = new KeysInUse(registrations, identityProvider);
        return new Explanation(
                audit,
                new AddressCheck(registrations, identityProvider, publicUrl, replacements, clock),
                new LiveEvidence(registrations, keys, identityProvider, audit, clock));
    }

    /**
     * @param asked a number, an address or a message; may be empty
     * @param held a public key or a certificate; may be empty
     * @param member whether he may see what people did, and at whom somebody looked; the setup code is not enough for it
     */
    TroublePage of(String asked, String held, boolean member, String action) {
        if (PrivateKeyText.isIn(asked) || PrivateKeyText.isIn(held)) {
            return TroublePage.empty(action).with(List.of(), Held.PRIVATE);
        }
        String text = asked.strip();
        TroublePage page = text.isEmpty() ? TroublePage.empty(action) : of(text, member, action);
        return held.isBlank()
                ? page
                : page.with(
                        evidence.of(protocol -> Set.of(Topic.KEY)),
                        evidence.keys().compared(held));
    }

    private TroublePage of(String text, boolean member, String action) {
        if (AddressCheck.looksLikeOne(text)) {
            return ofAddress(text, action);
        }
        Optional<Reference> reference = Reference.typed(text);
        Optional<Map<String, String>> facts =
                reference.flatMap(audit::find).filter(line -> member || isOfOnePerson(line));
        if (facts.isPresent()) {
            return page(reference.get().text(), facts.map(Explanation::line), List.of(), true, action);
        }
        List<Message> messages = FreshworksMessages.in(text);
        Optional<String> address = messages.isEmpty() ? AddressCheck.within(text) : Optional.empty();
        if (address.isPresent()) {
            return ofAddress(address.get(), action);
        }
        String shown = messages.isEmpty() ? reference.map(Reference::text).orElse("") : shown(text);
        List<Finding> causes = messages.stream()
                .map(message -> Finding.possible(message.cause()))
                .toList();
        return page(shown, Optional.empty(), causes, !causes.isEmpty(), action).with(seen(messages, member), Held.NONE);
    }

    /** It may carry a token, so it is not repeated. */
    private TroublePage ofAddress(String address, String action) {
        return page("", Optional.empty(), addresses.findings(address), true, action);
    }

    private static boolean isOfOnePerson(Map<String, String> facts) {
        return facts.keySet().stream().noneMatch(name -> name.startsWith("looked-at"));
    }

    /** Of what is no message nothing is shown again: it may be a part of a key that nothing tells from other text. */
    private static String shown(String message) {
        if (CREDENTIAL.matcher(message).find()) {
            return "";
        }
        return Quoted.beginning(message, LONGEST_SHOWN);
    }

    private List<Evidence> seen(List<Message> messages, boolean member) {
        return evidence.of(protocol -> messages.stream()
                .filter(message -> message.protocols().contains(protocol))
                .flatMap(message -> message.topics().stream())
                .filter(topic -> member || topic != Topic.REQUESTS)
                .collect(Collectors.toSet()));
    }

    private static TroublePage page(
            String asked, Optional<TroublePage.Line> found, List<Finding> findings, boolean known, String action) {
        return new TroublePage(asked, found, findings, known, List.of(), Held.NONE, action);
    }

    private static TroublePage.Line line(Map<String, String> facts) {
        Optional<Reason> reason = Arrays.stream(Reason.values())
                .filter(one -> one.name().equals(facts.get("reason")))
                .findFirst();
        return reason.map(found -> refused(found, facts)).orElseGet(() -> new TroublePage.Line("", "", "", "", facts));
    }

    private static TroublePage.Line refused(Reason reason, Map<String, String> facts) {
        Voices voices = reason.voices(Locale.ENGLISH);
        return new TroublePage.Line(
                reason.name(),
                voices.administrator(),
                voices.remedy(),
                reason.fixer().name(),
                facts);
    }
}
