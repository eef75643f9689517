package org.latchkey.setup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.http.Octets;
import org.latchkey.http.QueryString;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.page.TroublePage.Finding;

/** An address by which Freshworks asks for a token, or by which the token goes there. */
record JwtAddress(JwtApplication jwt) {

    private static final Pattern ENCODED_TWICE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{8,}={0,2}");

    /** Freshworks' older form in clear: the organisation, a checksum of 32 octets in Base64, and the nonce. */
    private static final Pattern OLDER = Pattern.compile("[a-z0-9.-]+\\.[a-z]+;([^;]{0,44})(?:;(.*))?");

    private static final String BOTH =
            " Freshworks sends state and nonce with each request, and refuses an answer without either.";

    List<Finding> request(QueryString query) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(state(query));
        findings.addAll(nonce(query));
        query.text("response_type")
                .filter(type -> !type.equals("id_token"))
                .ifPresent(type -> findings.add(
                        Finding.wrong("response_type is " + Quoted.of(type) + ", and only id_token is spoken here.")));
        findings.add(query.text("redirect_uri")
                .map(asked ->
                        Difference.of("redirect_uri", asked, jwt.redirects().addresses()))
                .orElseGet(() -> Finding.fine("redirect_uri is absent, so the first configured address is taken.")));
        query.text("client_id")
                .ifPresent(asked -> jwt.clientId()
                        .ifPresent(expected -> findings.add(
                                expected.equals(asked)
                                        ? Finding.fine("client_id is the configured one.")
                                        : Finding.wrong("client_id is " + Quoted.of(asked) + ", and clientId is "
                                                + expected + "."))));
        return findings;
    }

    List<Finding> answer(QueryString query) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fine("This is the answer of " + jwt.application().id() + " on its way to Freshworks."));
        findings.addAll(state(query));
        findings.add(
                query.octets("id_token").isPresent()
                        ? Finding.fine(
                                "id_token is there. It is a credential: clear this address from mails and tickets.")
                        : Finding.wrong("id_token is missing: something between here and Freshworks cut the address."));
        return findings;
    }

    private static List<Finding> state(QueryString query) {
        Optional<Octets> sent = query.octets("state").filter(octets -> !octets.isEmpty());
        if (sent.isEmpty()) {
            return List.of(missing("state", query));
        }
        String state = sent.get().latin1();
        List<Finding> damage = new ArrayList<>();
        if (state.length() > JwtApplication.LONGEST_STATE) {
            damage.add(Finding.wrong("state has " + state.length() + " octets, and more than "
                    + JwtApplication.LONGEST_STATE + " are not taken."));
        }
        Matcher encoded = ENCODED_TWICE.matcher(state);
        if (encoded.find()) {
            damage.add(Finding.wrong("state was encoded twice: decoded, it still holds " + encoded.group()
                    + ". A proxy or a script that builds the address again encodes what is encoded already."));
        }
        if (state.contains(" ")) {
            damage.add(Finding.wrong(
                    "state holds a space, or a + that means one. Base64 has no spaces: something decoded %2B"
                            + " on the way. Latchkey returns it as it came, and Freshworks refuses it."));
        }
        older(state).ifPresent(clear -> damage.addAll(older(clear, query)));
        return damage.isEmpty()
                ? List.of(Finding.fine("state is there, and nothing shows that it is damaged."))
                : damage;
    }

    private static Optional<Matcher> older(String state) {
        if (!BASE64.matcher(state).matches()) {
            return Optional.empty();
        }
        String whole = state.replaceAll("=+$", "");
        // One letter alone beyond the groups of four is no octet.
        String readable = whole.length() % 4 == 1 ? whole.substring(0, whole.length() - 1) : whole;
        String clear = new String(Base64.getDecoder().decode(readable), StandardCharsets.ISO_8859_1);
        return Optional.of(OLDER.matcher(clear)).filter(Matcher::matches);
    }

    private static List<Finding> older(Matcher clear, QueryString query) {
        if (clear.group(2) == null || clear.group(1).length() < 44) {
            return List.of(Finding.wrong(
                    "state is cut: its end is missing. Copy the whole address, or look for what cuts it."));
        }
        boolean another = query.text("nonce")
                .filter(nonce -> !nonce.equals(clear.group(2)))
                .isPresent();
        return another
                ? List.of(Finding.wrong(
                        "state and nonce are of two requests: an old tab, the Back button, or an address that was"
                                + " put together by hand."))
                : List.of();
    }

    private static List<Finding> nonce(QueryString query) {
        Optional<String> nonce = query.text("nonce");
        if (nonce.isEmpty()) {
            return List.of(missing("nonce", query));
        }
        int length = nonce.get().length();
        return List.of(
                length > JwtApplication.LONGEST_NONCE
                        ? Finding.wrong("nonce has " + length + " characters, and more than "
                                + JwtApplication.LONGEST_NONCE + " are not taken.")
                        : Finding.fine("nonce is there."));
    }

    private static Finding missing(String name, QueryString query) {
        return Finding.wrong(
                query.raw("amp;" + name).isPresent()
                        ? name
                                + " is behind &amp;: the address was copied out of a page's source. Put & for each &amp;."
                        : name + " is missing: this was not started by Freshworks, or something cut the address."
                                + BOTH);
    }
}
