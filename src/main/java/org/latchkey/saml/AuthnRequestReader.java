package org.latchkey.saml;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.AuthnContextComparisonTypeEnumeration;
import org.opensaml.saml.saml2.core.AuthnRequest;
import org.opensaml.saml.saml2.core.NameIDPolicy;
import org.opensaml.saml.saml2.core.RequestAbstractType;
import org.opensaml.saml.saml2.core.RequestedAuthnContext;
import org.w3c.dom.Element;

/**
 * Judges an authentication request in the order of the specification (SAML core, 3.2.1 and 3.4.1): what needs nobody's
 * registration first, then the issuer, its signature, and the rest against the registration.
 */
record AuthnRequestReader(SamlApplications saml) {

    /** An {@code xs:ID} of reasonable length: it comes back in the answer and in the log. */
    private static final Pattern ID = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}._-]{0,255}");

    private static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";

    /**
     * Judges.
     *
     * @throws Refusal a reason of the catalogue that begins with {@code SAML_}
     */
    SignOnRequest read(IncomingMessage message) {
        AuthnRequest request = SamlObjects.read(message.root(), AuthnRequest.DEFAULT_ELEMENT_NAME, AuthnRequest.class);
        requireWellTimed(request, saml.idp().singleSignOn(), message.isSigned(request), saml.clock());
        SamlApplication application = saml.requireIssuer(issuer(request));
        boolean verified = RequesterSignature.verify(message, request, application);
        return new SignOnRequest(
                application.application().id(),
                request.getID(),
                consumer(request, application.serviceProvider()),
                message.relayState(),
                nameId(request, application),
                flag(message.root(), "ForceAuthn"),
                flag(message.root(), "IsPassive"),
                subject(request),
                contexts(request),
                verified,
                saml.clock().instant());
    }

    /** What holds for every request, an authentication request or not. */
    static void requireWellTimed(RequestAbstractType request, URI destination, boolean signed, Clock clock) {
        if (request.getVersion() != SAMLVersion.VERSION_20) {
            throw malformed("expected Version 2.0");
        }
        if (request.getID() == null || !ID.matcher(request.getID()).matches()) {
            throw malformed("expected an ID");
        }
        requireDestination(request.getDestination(), destination, signed);
        Instant issued = Optional.ofNullable(request.getIssueInstant()).orElseThrow(() -> malformed("IssueInstant"));
        Instant now = clock.instant();
        if (issued.isAfter(now.plus(RequestOutline.CLOCK_SKEW))
                || issued.isBefore(now.minus(RequestOutline.LONGEST_WAIT))) {
            throw new Refusal(Reason.SAML_REQUEST_EXPIRED)
                    .with("issued", issued.toString())
                    .with("now", now.toString());
        }
    }

    /** A signed message has to say for whom it is (SAML bindings, 3.4.5.2), or it could be one made for another provider. */
    static void requireDestination(String stated, URI own, boolean signed) {
        boolean absent = stated == null || stated.isEmpty();
        if (absent ? signed : !stated.equals(own.toString())) {
            throw new Refusal(Reason.SAML_DESTINATION_WRONG)
                    .with("destination", absent ? "absent" : stated)
                    .with("expected", own.toString());
        }
    }

    static String issuer(RequestAbstractType request) {
        if (request.getIssuer() == null || request.getIssuer().getValue() == null) {
            throw malformed("expected an Issuer");
        }
        String format = request.getIssuer().getFormat();
        if (format != null && !format.equals(ENTITY)) {
            throw malformed("expected an Issuer that is an entity ID");
        }
        return request.getIssuer().getValue().strip();
    }

    /** The place for the answer, which is one of the registration's, whichever way the request names it. */
    private static URI consumer(AuthnRequest request, ServiceProvider provider) {
        String binding = request.getProtocolBinding();
        if (binding != null && !binding.equals(Binding.POST.uri())) {
            throw new Refusal(Reason.SAML_ACS_UNKNOWN).with("ProtocolBinding", binding);
        }
        String address = request.getAssertionConsumerServiceURL();
        Integer index = request.getAssertionConsumerServiceIndex();
        if (address != null && index != null) {
            throw malformed("expected either AssertionConsumerServiceURL or AssertionConsumerServiceIndex");
        }
        if (address == null && index == null) {
            return provider.defaultConsumer().location();
        }
        return provider.consumers().stream()
                .filter(consumer -> address == null
                        ? index.equals(consumer.index())
                        : consumer.location().toString().equals(address))
                .findFirst()
                .orElseThrow(() -> new Refusal(Reason.SAML_ACS_UNKNOWN)
                        .with("asked", address == null ? "index " + index : address))
                .location();
    }

    private static NameIdChoice nameId(AuthnRequest request, SamlApplication application) {
        NameIDPolicy policy = request.getNameIDPolicy();
        Optional<String> asked = Optional.ofNullable(policy).map(NameIDPolicy::getFormat);
        String qualifier = policy == null ? null : policy.getSPNameQualifier();
        boolean foreign = qualifier != null
                && !qualifier.isEmpty()
                && !qualifier.equals(application.serviceProvider().entityId());
        return foreign ? NameIdChoice.IMPOSSIBLE : NameIdChoice.of(asked, application.nameIdFormat());
    }

    /** Whom the answer has to be about, where the application already knows (SAML core, 3.4.1). */
    private static Optional<String> subject(AuthnRequest request) {
        if (request.getSubject() == null) {
            return Optional.empty();
        }
        // Nothing here decrypts: whoever can send an encrypted name could make this server work, or worse.
        if (request.getSubject().getNameID() == null
                || request.getSubject().getNameID().getValue() == null) {
            throw malformed("expected a Subject with a NameID that is not encrypted");
        }
        return Optional.of(request.getSubject().getNameID().getValue().strip());
    }

    private static List<String> contexts(AuthnRequest request) {
        RequestedAuthnContext requested = request.getRequestedAuthnContext();
        if (requested == null) {
            return List.of();
        }
        boolean better = requested.getComparison() == AuthnContextComparisonTypeEnumeration.BETTER;
        List<String> classes = requested.getAuthnContextClassRefs().stream()
                .map(reference -> Optional.ofNullable(reference.getURI()).orElse(""))
                .toList();
        // Whether a sign-in is better than one of ours, or like a declaration of somebody's own, cannot be told here.
        return better || classes.isEmpty() ? List.of(SignInContext.NEVER) : classes;
    }

    /** An {@code xs:boolean}. OpenSAML takes whatever it does not know for false, and "TRUE" is meant otherwise. */
    private static boolean flag(Element root, String attribute) {
        if (!root.hasAttribute(attribute)) {
            return false;
        }
        return switch (root.getAttribute(attribute).strip()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw malformed("expected true or false as " + attribute);
        };
    }

    private static Refusal malformed(String why) {
        return new Refusal(Reason.SAML_MESSAGE_MALFORMED).with("message", why);
    }
}
