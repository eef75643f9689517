package org.latchkey.saml;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.opensaml.saml.saml2.core.AuthnContextComparisonTypeEnumeration;
import org.opensaml.saml.saml2.core.AuthnRequest;
import org.opensaml.saml.saml2.core.NameIDPolicy;
import org.opensaml.saml.saml2.core.RequestedAuthnContext;
import org.w3c.dom.Element;

/**
 * Judges an authentication request in the order of the specification (SAML core, 3.2.1 and 3.4.1): what needs nobody's
 * registration first, then the issuer, its signature, and the rest against the registration.
 */
record AuthnRequestReader(SamlApplications saml) {

    /**
     * Judges.
     *
     * @throws Refusal a reason of the catalogue that begins with {@code SAML_}
     */
    SignOnRequest read(IncomingMessage message) {
        AuthnRequest request = SamlObjects.read(message.root(), AuthnRequest.DEFAULT_ELEMENT_NAME, AuthnRequest.class);
        MessageRules.requireWellTimed(request, saml.idp().singleSignOn(), message.isSigned(request), saml.clock());
        SamlApplication application = saml.requireIssuer(MessageRules.requireEntity(request.getIssuer()));
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

    /** The place for the answer, which is one of the registration's, whichever way the request names it. */
    private static URI consumer(AuthnRequest request, ServiceProvider provider) {
        String binding = request.getProtocolBinding();
        if (binding != null && !binding.equals(Binding.POST.uri())) {
            throw new Refusal(Reason.SAML_ACS_UNKNOWN).with("ProtocolBinding", binding);
        }
        String address = request.getAssertionConsumerServiceURL();
        Integer index = request.getAssertionConsumerServiceIndex();
        if (address != null && index != null) {
            throw MessageRules.malformed(
                    "expected either AssertionConsumerServiceURL or AssertionConsumerServiceIndex");
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
        return Optional.of(MessageRules.requireName(request.getSubject().getNameID()));
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
            default -> throw MessageRules.malformed("expected true or false as " + attribute);
        };
    }
}
