package org.latchkey.setup;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latchkey.application.Registration;
import org.latchkey.http.QueryString;
import org.latchkey.page.TroublePage.Finding;
import org.latchkey.refusal.Refusal;
import org.latchkey.saml.AssertionConsumerService;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.RequestOutline;
import org.latchkey.saml.SamlApplication;

/** A SAML address with the message that it carries, compared with the registrations. */
record SamlAddress(List<Registration> registrations, Optional<IdentityProvider> identityProvider, Clock clock) {

    SamlAddress {
        registrations = List.copyOf(registrations);
    }

    /** @param logout whether it is {@code /saml/slo} */
    List<Finding> findings(QueryString query, boolean logout) {
        try {
            return RequestOutline.read(query)
                    .map(message -> findings(message, query, logout))
                    .orElseGet(() ->
                            List.of(Finding.fine("This is a SAML address. It carries no message: what was posted to it"
                                    + " is in no address, so look up the number on the page.")));
        } catch (Refusal e) {
            return List.of(Finding.wrong("The message cannot be read: " + e.reason() + " " + e.facts()
                    + ". It was cut while copying, or something encoded or decoded it once more."));
        }
    }

    private List<Finding> findings(RequestOutline message, QueryString query, boolean logout) {
        List<Finding> findings = new ArrayList<>();
        boolean fits = logout
                ? message.kind().equals("LogoutRequest") || message.kind().equals("LogoutResponse")
                : message.kind().equals("AuthnRequest");
        findings.add(
                fits
                        ? Finding.fine("The message in it: " + message.kind() + ".")
                        : Finding.wrong(
                                "The message in it: " + message.kind() + ", which does not belong to this address."));
        Optional<SamlApplication> application = registered(message.issuer());
        findings.add(issuer(message.issuer(), application));
        identityProvider
                .map(provider -> logout ? provider.singleLogout() : provider.singleSignOn())
                .ifPresent(own -> findings.add(destination(message.destination(), own)));
        findings.add(age(message.issued()));
        application.ifPresent(found -> {
            if (!logout) {
                findings.addAll(consumer(found, message));
                findings.addAll(signature(found, query));
            }
        });
        return findings;
    }

    private List<SamlApplication> applications() {
        return registrations.stream()
                .filter(SamlApplication.class::isInstance)
                .map(SamlApplication.class::cast)
                .toList();
    }

    private Optional<SamlApplication> registered(String issuer) {
        return applications().stream()
                .filter(saml -> saml.entityId().equals(issuer))
                .findFirst();
    }

    private Finding issuer(String issuer, Optional<SamlApplication> application) {
        if (application.isPresent()) {
            return Finding.fine("Its Issuer is registered: the application is "
                    + application.get().application().id() + ".");
        }
        List<String> known =
                applications().stream().map(SamlApplication::entityId).toList();
        if (issuer.isEmpty() || known.isEmpty()) {
            return Finding.wrong(
                    issuer.isEmpty() ? "It names no Issuer." : "No SAML application is open, and it comes from one.");
        }
        return Difference.ofTexts("Issuer", issuer, known);
    }

    private static Finding destination(String destination, URI own) {
        return destination.isEmpty()
                ? Finding.fine("Destination is absent, which is allowed where nothing is signed.")
                : Difference.of("Destination", destination, List.of(own));
    }

    /** A copied address is older than it was when it failed. */
    private Finding age(String issued) {
        try {
            Instant instant = OffsetDateTime.parse(issued).toInstant();
            Duration age = Duration.between(instant, clock.instant());
            String told = "IssueInstant is " + instant.truncatedTo(ChronoUnit.SECONDS) + ", "
                    + Math.abs(age.toSeconds()) + (age.isNegative() ? " s from now." : " s ago.");
            if (age.negated().compareTo(RequestOutline.CLOCK_SKEW) > 0) {
                return Finding.wrong(told + " The clock of the application, or of this server, is wrong.");
            }
            return age.compareTo(RequestOutline.LONGEST_WAIT) > 0
                    ? Finding.wrong(told
                            + " Requests are taken for 20 minutes. If the address was fresh when it failed, look at"
                            + " the other findings.")
                    : Finding.fine(told);
        } catch (DateTimeException e) {
            return Finding.wrong("IssueInstant is missing or no time.");
        }
    }

    private static List<Finding> consumer(SamlApplication saml, RequestOutline message) {
        try {
            if (!message.consumer().isEmpty()) {
                return List.of(Difference.of(
                        "AssertionConsumerServiceURL",
                        message.consumer(),
                        saml.redirects().addresses()));
            }
            List<AssertionConsumerService> consumers = saml.serviceProvider().consumers();
            return List.of(
                    message.consumerIndex().isEmpty()
                            ? Finding.fine("AssertionConsumerServiceURL is absent, so the default one is taken.")
                            : consumers.stream()
                                            .anyMatch(one -> Integer.toString(one.index())
                                                    .equals(message.consumerIndex()))
                                    ? Finding.fine("AssertionConsumerServiceIndex is registered.")
                                    : Finding.wrong(
                                            "AssertionConsumerServiceIndex is not registered. Take the application's"
                                                    + " present metadata."));
        } catch (Refusal e) {
            return List.of(Finding.wrong("The application's metadata cannot be used: " + e.reason() + " " + e.facts()));
        }
    }

    private static List<Finding> signature(SamlApplication saml, QueryString query) {
        boolean signed = query.raw("Signature").isPresent();
        return saml.requestsSigned() && !signed
                ? List.of(Finding.wrong("It is not signed, and requestsSigned of the application is required."))
                : List.of();
    }
}
