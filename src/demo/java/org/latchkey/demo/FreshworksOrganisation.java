package org.latchkey.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Plays a Freshworks organisation with SAML: sends an unsigned request by the Redirect binding, as Freshworks does, and checks
 * the response that is posted back.
 *
 * @param loginUrl Latchkey's SAML login URL
 * @param consumer the assertion consumer service, on this stand-in
 */
record FreshworksOrganisation(
        URI loginUrl, URI consumer, FreshworksSamlCheck check, Set<String> sent, SecureRandom random, Clock clock) {

    static final String START = "/organisation";
    static final String CONSUMER = "/login/saml";

    /** As the service provider is named to Latchkey. */
    static final String ENTITY_ID =
            "https://acorp.freshworks.example/sp/SAML/" + FreshworksStandIn.MODULE + "/metadata";

    private static final int REMEMBERED = 10_000;
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:";

    /** @param issuer the identity provider's entity ID */
    static FreshworksOrganisation of(
            URI loginUrl, String issuer, X509Certificate certificate, URI consumer, Clock clock) {
        FreshworksSamlCheck check = new FreshworksSamlCheck(certificate, issuer, ENTITY_ID, consumer.toString(), clock);
        return new FreshworksOrganisation(
                loginUrl, consumer, check, ConcurrentHashMap.newKeySet(), new SecureRandom(), clock);
    }

    HttpAnswer start() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        String id = "_" + HexFormat.of().formatHex(octets);
        if (sent.size() < REMEMBERED) {
            sent.add(id);
        }
        String request = "<samlp:AuthnRequest xmlns:samlp=\"" + SAML + "protocol\" xmlns:saml=\"" + SAML
                + "assertion\" ID=\"" + id + "\" Version=\"2.0\" IssueInstant=\""
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "\" Destination=\""
                + FreshworksPages.escape(loginUrl.toString()) + "\" AssertionConsumerServiceURL=\""
                + FreshworksPages.escape(consumer.toString()) + "\"><saml:Issuer>" + ENTITY_ID
                + "</saml:Issuer></samlp:AuthnRequest>";
        Query query = new Query()
                .with("SAMLRequest", Base64.getEncoder().encodeToString(deflated(request)))
                .with("RelayState", "/a/dashboard?from=<saml>");
        return HttpAnswer.redirect(loginUrl + "?" + query);
    }

    /** Each request is answered once; without a request, the sign-in began at Latchkey. */
    HttpAnswer consume(Query form) {
        String response = form.first("SAMLResponse").orElse("");
        try {
            Optional<String> answered = sent.stream()
                    .filter(id -> contains(response, "InResponseTo=\"" + id + "\""))
                    .findFirst();
            FreshworksSamlCheck.Person person = check.person(response, answered);
            answered.ifPresent(sent::remove);
            return HttpAnswer.html(200, page(person, response, form.first("RelayState")));
        } catch (FreshworksRefusal refusal) {
            return HttpAnswer.html(400, FreshworksPages.refused(refusal, START));
        }
    }

    private static boolean contains(String response, String text) {
        return decoded(response).contains(text);
    }

    private static String decoded(String response) {
        try {
            return new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The check tells that it is not Base64.
            return "";
        }
    }

    private static String page(FreshworksSamlCheck.Person person, String response, Optional<String> relayState) {
        String rows = person.attributes().entrySet().stream()
                .map(attribute -> "<tr><th scope=\"row\"><code>%s</code></th><td>%s</td></tr>\n"
                        .formatted(
                                FreshworksPages.escape(attribute.getKey()),
                                FreshworksPages.escape(attribute.getValue())))
                .collect(Collectors.joining());
        return FreshworksPages.page("Signed in", """
                <p class="good"><strong>Accepted</strong></p>
                <h1>You are signed in to Example Organisation</h1>
                <p>as <strong>%s</strong>, through <code>%s</code>; RelayState <code>%s</code></p>
                <section>
                <h2>What Latchkey said of you</h2>
                <div class="wide"><table class="claims"><thead><tr><th scope="col">Attribute</th><th scope="col">Value</th>
                </tr></thead><tbody>
                %s</tbody></table></div>
                </section>
                <section>
                <h2>What was checked</h2>
                <ul>
                <li>Response and assertion are both signed, each as a whole, by the certificate that was entered here.</li>
                <li>Destination, Recipient and audience are this site, and the issuer is the one that was entered.</li>
                <li>It answers a request that was sent from here and not answered before, or none at all.</li>
                <li>Now lies between NotBefore and NotOnOrAfter, with no tolerance.</li>
                <li>No attribute comes twice.</li>
                </ul>
                </section>
                <section>
                <h2>The response itself</h2>
                <details><summary>XML</summary><pre class="wide">%s</pre></details>
                </section>
                <p><a href="/">Back to the portal</a></p>
                """.formatted(
                        FreshworksPages.escape(person.nameId()),
                        FreshworksPages.escape(person.context()),
                        FreshworksPages.escape(relayState.orElse("absent")),
                        rows,
                        FreshworksPages.escape(decoded(response))));
    }

    private static byte[] deflated(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(octets, raw)) {
            deflater.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            raw.end();
        }
        return octets.toByteArray();
    }
}
