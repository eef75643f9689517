package org.latchkey.saml;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.opensaml.saml.common.SignableSAMLObject;

/** Whether a message really comes from the application that it names. */
final class RequesterSignature {

    private RequesterSignature() {}

    /**
     * Verifies the signature that the message carries.
     *
     * @return false where it carries none, or none that could be verified because the application has no certificate
     * @throws Refusal {@link Reason#SAML_SIGNATURE_INVALID}; {@link Reason#SAML_SIGNATURE_MISSING} where the application's
     *     messages have to be signed
     */
    static boolean verify(IncomingMessage message, SignableSAMLObject object, SamlApplication application) {
        List<PublicKey> keys = application.serviceProvider().signing().stream()
                .map(X509Certificate::getPublicKey)
                .toList();
        if (keys.isEmpty() || !message.isSigned(object)) {
            boolean promised = application.serviceProvider().signsRequests() && !keys.isEmpty();
            if (application.requestsSigned() || promised) {
                throw new Refusal(Reason.SAML_SIGNATURE_MISSING)
                        .with("application", application.application().id());
            }
            return false;
        }
        // Both, where both are there: neither of them may be a decoration.
        message.detached().ifPresent(signature -> signature.require(keys));
        if (object.getSignature() != null) {
            EnvelopedSignature.require(object, keys);
        }
        return true;
    }
}
