package org.latchkey.setup;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.latchkey.application.Registration;
import org.latchkey.audit.Audit;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.keys.Fingerprint;
import org.latchkey.page.TroublePage.Evidence;
import org.latchkey.page.TroublePage.Fact;
import org.latchkey.refusal.Refusal;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlApplication;

/**
 * What can be seen here and now about the causes of a message: the other half is to be seen at Freshworks, and both have to
 * agree. Nothing in it is secret.
 */
record LiveEvidence(
        List<Registration> registrations,
        KeysInUse keys,
        Optional<IdentityProvider> identityProvider,
        Audit audit,
        Clock clock) {

    private static final int LATEST = 5;

    /** Many, since those of the setup pages are left out. */
    private static final int LOOKED_THROUGH = 200;

    /** Whom an administrator looked at says nothing about the application. */
    private static final Pattern OF_SETUP = Pattern.compile("(?:survey|dry-run).*");

    /** What a message's cause can be seen by. */
    enum Topic {
        KEY,
        ADDRESS,
        OPTIONS,
        CLOCK,
        REQUESTS
    }

    LiveEvidence {
        registrations = List.copyOf(registrations);
    }

    /** @param topics for each mechanism; nothing is shown of applications without any */
    List<Evidence> of(Function<String, Set<Topic>> topics) {
        return registrations.stream()
                .map(registration -> new Evidence(
                        registration.application().id(), facts(registration, topics.apply(registration.protocol()))))
                .filter(evidence -> !evidence.facts().isEmpty())
                .toList();
    }

    private List<Fact> facts(Registration registration, Set<Topic> topics) {
        List<Fact> facts = new ArrayList<>();
        if (topics.contains(Topic.KEY)) {
            facts.addAll(keys(registration));
        }
        if (topics.contains(Topic.ADDRESS)) {
            facts.addAll(addresses(registration));
        }
        if (topics.contains(Topic.OPTIONS) && registration instanceof SamlApplication saml) {
            facts.add(new Fact("sign", saml.sign().name().toLowerCase(Locale.ROOT)));
            facts.add(new Fact("encrypt", Boolean.toString(saml.encrypt())));
        }
        if (topics.contains(Topic.CLOCK)) {
            facts.add(new Fact(
                    "This server's clock, in UTC",
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
        }
        if (topics.contains(Topic.REQUESTS)) {
            facts.addAll(requests(registration.application().id()));
        }
        return facts;
    }

    private List<Fact> keys(Registration registration) {
        String protocol = registration.protocol();
        return keys.uses().stream()
                .filter(use -> use.protocol().equals(protocol))
                .filter(use -> protocol.equals("saml")
                        || use.application().equals(registration.application().id()))
                .flatMap(use -> fingerprints(use).stream())
                .toList();
    }

    private static List<Fact> fingerprints(KeysInUse.Use use) {
        String which = use.next() ? "Next" : "Signs now";
        return use.part()
                .certificate()
                .map(certificate -> List.of(
                        new Fact(which + ": SHA-256 of the certificate", Fingerprint.sha256(certificate)),
                        new Fact(which + ": SHA-1 of the certificate", Fingerprint.sha1(certificate))))
                .orElseGet(() -> List.of(new Fact(
                        which + ": SHA-256 of the public key", use.part().keyFingerprint())));
    }

    private List<Fact> addresses(Registration registration) {
        List<Fact> facts = new ArrayList<>();
        if (registration instanceof JwtApplication jwt) {
            jwt.redirects().addresses().forEach(uri -> facts.add(new Fact("redirectUri", uri.toString())));
        } else if (registration instanceof HmacApplication hmac) {
            hmac.portalAddresses().forEach(uri -> facts.add(new Fact("portal", uri.toString())));
        } else if (registration instanceof SamlApplication saml) {
            identityProvider.ifPresent(
                    provider -> facts.add(new Fact("Entity ID provided by the IdP", provider.entityId())));
            facts.addAll(consumers(saml));
        }
        return facts;
    }

    private static List<Fact> consumers(SamlApplication saml) {
        try {
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact(
                    "Entity ID of the service provider (audience)",
                    saml.serviceProvider().entityId()));
            saml.redirects()
                    .addresses()
                    .forEach(uri -> facts.add(new Fact("Assertion Consumer Service URL", uri.toString())));
            return facts;
        } catch (Refusal e) {
            return List.of(new Fact("metadataFile", e.reason() + " " + e.facts()));
        }
    }

    private List<Fact> requests(String id) {
        List<Map<String, String>> latest = audit.latest(id, LOOKED_THROUGH).stream()
                .filter(facts ->
                        !OF_SETUP.matcher(facts.getOrDefault("outcome", "")).matches())
                .limit(LATEST)
                .toList();
        return latest.isEmpty()
                ? List.of(new Fact("Latest requests", "none that are remembered: nobody came as far as here"))
                : latest.stream()
                        .map(facts -> new Fact(facts.getOrDefault("time", ""), told(facts)))
                        .toList();
    }

    private static String told(Map<String, String> facts) {
        return List.of("outcome", "reason", "reference").stream()
                .map(facts::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }
}
