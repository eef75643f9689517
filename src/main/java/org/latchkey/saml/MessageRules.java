package org.latchkey.saml;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.RequestAbstractType;

/** What holds of every message from an application, whatever it asks (SAML core, 3.2). */
final class MessageRules {

    /** An {@code xs:ID} of reasonable length: it comes back in the answer and in the log. */
    private static final Pattern ID = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}._-]{0,255}");

    private static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";

    private MessageRules() {}

    /** @throws Refusal for a request of another version, without an ID, for somebody else, or of another time */
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
    static void requireDestination(@Nullable String stated, URI own, boolean signed) {
        boolean absent = stated == null || stated.isEmpty();
        if (absent ? signed : !own.toString().equals(stated)) {
            throw new Refusal(Reason.SAML_DESTINATION_WRONG)
                    .with("destination", absent ? "absent" : String.valueOf(stated))
                    .with("expected", own.toString());
        }
    }

    /** The entity ID in it. */
    static String requireEntity(@Nullable Issuer issuer) {
        if (issuer == null || issuer.getValue() == null) {
            throw malformed("expected an Issuer");
        }
        if (issuer.getFormat() != null && !issuer.getFormat().equals(ENTITY)) {
            throw malformed("expected an Issuer that is an entity ID");
        }
        return issuer.getValue().strip();
    }

    /** The name in it. Nothing here decrypts: whoever can send an encrypted name could make this server work, or worse. */
    static String requireName(@Nullable NameID name) {
        if (name == null || name.getValue() == null) {
            throw malformed("expected a NameID that is not encrypted");
        }
        return name.getValue().strip();
    }

    static Refusal malformed(String why) {
        return new Refusal(Reason.SAML_MESSAGE_MALFORMED).with("message", why);
    }
}
