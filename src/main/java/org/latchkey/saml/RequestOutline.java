package org.latchkey.saml;

import java.time.Duration;
import java.util.Optional;
import org.latchkey.http.Octets;
import org.latchkey.http.QueryString;
import org.latchkey.refusal.Invisible;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a message in an address says of itself, for whoever looks for the cause of a failure. Nothing of it is believed, and
 * nothing is done with it.
 *
 * @param kind the element's name, such as {@code AuthnRequest}
 * @param issuer the entity ID; empty where there is none, as the others are
 * @param consumer {@code AssertionConsumerServiceURL}
 * @param consumerIndex {@code AssertionConsumerServiceIndex}
 * @param issued {@code IssueInstant}
 */
public record RequestOutline(
        String kind, String issuer, String destination, String consumer, String consumerIndex, String issued) {

    /** How old a request may be. Time on the password form counts, since the form leads back to this very request. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(20);

    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

    /** More would be no address that anybody has registered. */
    private static final int LONGEST = 1024;

    /**
     * Reads a message of the Redirect binding.
     *
     * @return empty where the address carries none
     * @throws Refusal {@link Reason#SAML_MESSAGE_MALFORMED}, {@link Reason#SAML_MESSAGE_TOO_LARGE}, {@link
     *     Reason#PARAMETER_REPEATED}, {@link Reason#QUERY_MALFORMED}
     */
    public static Optional<RequestOutline> read(QueryString query) {
        return message(query, "SAMLRequest")
                .or(() -> message(query, "SAMLResponse"))
                .map(IncomingMessage::ofRedirect)
                .map(RequestOutline::of);
    }

    private static Optional<Octets> message(QueryString query, String parameter) {
        return query.octets(parameter).filter(octets -> !octets.isEmpty());
    }

    private static RequestOutline of(Element root) {
        return new RequestOutline(
                shown(root.getLocalName()),
                shown(issuer(root)),
                shown(root.getAttribute("Destination")),
                shown(root.getAttribute("AssertionConsumerServiceURL")),
                shown(root.getAttribute("AssertionConsumerServiceIndex")),
                shown(root.getAttribute("IssueInstant")));
    }

    private static String issuer(Element root) {
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if ("Issuer".equals(node.getLocalName()) && ASSERTION.equals(node.getNamespaceURI())) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }

    private static String shown(String text) {
        return Invisible.shown(text.substring(0, Math.min(text.length(), LONGEST)));
    }
}
