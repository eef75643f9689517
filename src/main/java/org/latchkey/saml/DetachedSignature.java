package org.latchkey.saml;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
import java.util.Optional;
import org.latchkey.http.QueryString;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The signature of the Redirect binding, which covers the query as it was sent (SAML bindings, 3.4.4.1): whoever decodes and
 * encodes again gets other octets, since browsers and libraries escape differently.
 *
 * @param algorithm of XML signature's names, as sent
 * @param signed {@code SAMLRequest=…&RelayState=…&SigAlg=…}, percent-encoded as received
 * @param value in Base64
 */
record DetachedSignature(String algorithm, String signed, String value) {

    /** SHA-1 is missing on purpose: a second message with the same digest can be bought. */
    private static final Map<String, String> ALGORITHMS = Map.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "SHA256withRSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "SHA384withRSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "SHA512withRSA",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "SHA256withECDSAinP1363Format",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "SHA384withECDSAinP1363Format",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", "SHA512withECDSAinP1363Format");

    /** @throws Refusal {@link Reason#SAML_SIGNATURE_INVALID} for one half of a signature */
    static Optional<DetachedSignature> in(QueryString query, String parameter) {
        Optional<String> value = query.text("Signature");
        Optional<String> algorithm = query.text("SigAlg");
        if (value.isEmpty() && algorithm.isEmpty()) {
            return Optional.empty();
        }
        if (value.isEmpty() || algorithm.isEmpty()) {
            throw invalid("SigAlg and Signature belong together");
        }
        String signed = parameter + "=" + query.raw(parameter).orElse("")
                + query.raw("RelayState").map(raw -> "&RelayState=" + raw).orElse("") + "&SigAlg="
                + query.raw("SigAlg").orElse("");
        return Optional.of(new DetachedSignature(algorithm.get(), signed, value.get()));
    }

    /** @throws Refusal {@link Reason#SAML_SIGNATURE_INVALID} unless one of these keys made it */
    void require(Iterable<PublicKey> keys) {
        String name = Optional.ofNullable(ALGORITHMS.get(algorithm))
                .orElseThrow(() -> invalid("algorithm " + algorithm + " is not accepted"));
        for (PublicKey key : keys) {
            if (isMadeWith(key, name)) {
                return;
            }
        }
        throw invalid("does not fit any certificate of the application");
    }

    private boolean isMadeWith(PublicKey key, String name) {
        try {
            Signature signature = Signature.getInstance(name);
            signature.initVerify(key);
            signature.update(signed.getBytes(StandardCharsets.ISO_8859_1));
            return signature.verify(Inflation.base64(value));
        } catch (GeneralSecurityException e) {
            // Of the wrong length, or for another kind of key: not made with this one.
            return false;
        }
    }

    private static Refusal invalid(String why) {
        return new Refusal(Reason.SAML_SIGNATURE_INVALID).with("signature", why);
    }
}
