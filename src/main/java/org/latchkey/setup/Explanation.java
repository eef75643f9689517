package org.latchkey.setup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.latchkey.audit.Audit;
import org.latchkey.page.TroublePage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Reference;
import org.latchkey.refusal.Voices;

/** Explains what somebody typed or pasted: a reference number, an address that failed, or a message of Freshworks. */
record Explanation(Audit audit, AddressCheck addresses, String action) {

    /** A part of an address may carry a token, too. */
    private static final Pattern CREDENTIAL = Pattern.compile("(?i)://|id_token|SAMLRe|hash=|[A-Za-z0-9+/_-]{60}");

    private static final int LONGEST_SHOWN = 200;

    TroublePage empty() {
        return new TroublePage("", Optional.empty(), List.of(), true, action);
    }

    TroublePage of(String asked) {
        String text = asked.strip();
        if (text.isEmpty()) {
            return empty();
        }
        if (AddressCheck.looksLikeOne(text)) {
            // It may carry a token, so it is not repeated.
            return new TroublePage("", Optional.empty(), addresses.findings(text), true, action);
        }
        Optional<Reference> reference = Reference.typed(text);
        Optional<Map<String, String>> facts = reference.flatMap(audit::find);
        if (facts.isPresent()) {
            return new TroublePage(reference.get().text(), facts.map(Explanation::line), List.of(), true, action);
        }
        List<TroublePage.Finding> causes = FreshworksMessages.causes(text);
        boolean credential = CREDENTIAL.matcher(text).find();
        String shown = credential ? "" : text.substring(0, Math.min(text.length(), LONGEST_SHOWN));
        return new TroublePage(shown, Optional.empty(), causes, !causes.isEmpty(), action);
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
