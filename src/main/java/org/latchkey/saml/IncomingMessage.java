package org.latchkey.saml;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.latchkey.http.FormBody;
import org.latchkey.http.Octets;
import org.latchkey.http.QueryString;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.opensaml.saml.common.SignableSAMLObject;
import org.w3c.dom.Element;

/**
 * A message as it came, with nothing in it believed yet.
 *
 * @param root the document's element
 * @param relayState returned to its sender as it was sent (SAML bindings, 3.4.3 and 3.5.3)
 * @param detached the signature beside the message, where the Redirect binding brought one
 */
record IncomingMessage(
        Binding binding, Element root, Optional<String> relayState, Optional<DetachedSignature> detached) {

    /** The specification allows 80 octets, and applications send addresses; more would not survive a sign-in. */
    private static final int LONGEST_RELAY_STATE = 4096;

    /** A signed request with all that the specification knows has a tenth of it. */
    private static final int MOST_ELEMENTS = 500;

    /**
     * Reads the message out of a request.
     *
     * @param parameter {@code SAMLRequest} or {@code SAMLResponse}
     * @return empty where the request carries none
     * @throws Refusal {@link Reason#SAML_MESSAGE_MALFORMED}, {@link Reason#SAML_MESSAGE_TOO_LARGE}, {@link
     *     Reason#PARAMETER_TOO_LONG}, {@link Reason#PARAMETER_REPEATED}, {@link Reason#QUERY_MALFORMED}
     */
    static Optional<IncomingMessage> read(HttpServletRequest request, String parameter) throws IOException {
        return read(request, fields(request), parameter);
    }

    /**
     * Reads the one message of an address that takes requests and answers.
     *
     * @throws Refusal as {@link #read(HttpServletRequest, String)}
     */
    static Optional<IncomingMessage> readEither(HttpServletRequest request) throws IOException {
        QueryString fields = fields(request);
        Optional<IncomingMessage> asked = read(request, fields, "SAMLRequest");
        return asked.isPresent() ? asked : read(request, fields, "SAMLResponse");
    }

    private static QueryString fields(HttpServletRequest request) throws IOException {
        return "POST".equals(request.getMethod()) ? FormBody.read(request) : QueryString.of(request);
    }

    private static Optional<IncomingMessage> read(HttpServletRequest request, QueryString fields, String parameter) {
        Binding binding = "POST".equals(request.getMethod()) ? Binding.POST : Binding.REDIRECT;
        return fields.octets(parameter)
                .filter(octets -> !octets.isEmpty())
                .map(octets -> read(binding, fields, parameter, octets));
    }

    private static IncomingMessage read(Binding binding, QueryString fields, String parameter, Octets message) {
        Optional<String> relayState = fields.octets("RelayState").map(IncomingMessage::relayState);
        Optional<DetachedSignature> detached =
                binding == Binding.REDIRECT ? DetachedSignature.in(fields, parameter) : Optional.empty();
        return new IncomingMessage(
                binding, requireFew(XmlMessage.parse(octets(binding, message))), relayState, detached);
    }

    /**
     * The message alone, out of an address.
     *
     * @throws Refusal {@link Reason#SAML_MESSAGE_MALFORMED}, {@link Reason#SAML_MESSAGE_TOO_LARGE}
     */
    static Element ofRedirect(Octets message) {
        return requireFew(XmlMessage.parse(octets(Binding.REDIRECT, message)));
    }

    /** Each element becomes an object of some size, and what a message packs into its octets costs most there. */
    private static Element requireFew(Element root) {
        if (root.getElementsByTagName("*").getLength() > MOST_ELEMENTS) {
            throw MessageRules.malformed("too many elements");
        }
        return root;
    }

    /** Some applications deflate what they post, too (ruby-saml at its defaults); XML never begins like DEFLATE. */
    private static byte[] octets(Binding binding, Octets message) {
        byte[] octets = Inflation.base64(message.latin1());
        if (binding == Binding.POST && XmlMessage.looksLikeXml(octets)) {
            Inflation.requireAtMostLongest(octets.length);
            return octets;
        }
        return Inflation.inflated(octets);
    }

    /** It goes back in a form, and a browser's form alters control characters or drops them. */
    private static String relayState(Octets octets) {
        String text = octets.text();
        if (octets.length() > LONGEST_RELAY_STATE) {
            throw new Refusal(Reason.PARAMETER_TOO_LONG)
                    .with("parameter", "RelayState")
                    .with("length", Integer.toString(octets.length()))
                    .with("longest", Integer.toString(LONGEST_RELAY_STATE));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(Reason.QUERY_MALFORMED).with("RelayState", "holds control characters");
        }
        return text;
    }

    /** Whether it claims to be signed, in either way. */
    boolean isSigned(SignableSAMLObject object) {
        return detached.isPresent() || object.getSignature() != null;
    }

    /** RelayState can hold a ticket of the application's own. */
    @Override
    public String toString() {
        return "IncomingMessage[" + root.getLocalName() + "]";
    }
}
