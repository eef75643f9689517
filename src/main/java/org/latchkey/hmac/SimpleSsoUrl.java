package org.latchkey.hmac;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.latchkey.config.Secret;

/**
 * The parameters of {@code /login/sso}: {@code name}, {@code email}, {@code timestamp} (whole seconds since the epoch, UTC) and
 * {@code hash}, then what is sent beside them unhashed. Values are hashed raw and percent-encoded afterwards.
 *
 * @param parameters percent-encoded, for a query; a credential, so they are not printed
 * @see <a href="http://training.freshdesk.com/support/solutions/articles/3000031767-sso">Freshdesk, SSO</a>
 */
record SimpleSsoUrl(String parameters) {

    static final String NAME = "name";
    static final String EMAIL = "email";

    /**
     * Signs. Called last: the other side takes a link for 30 seconds only.
     *
     * @param said {@code name} and {@code email}, and what goes unhashed beside them, as far as it is sent: {@code phone},
     *     {@code company}, {@code redirect_to}
     */
    static SimpleSsoUrl sign(Map<String, String> said, Formula formula, Secret secret, Clock clock) {
        String name = Objects.requireNonNull(said.get(NAME));
        String email = Objects.requireNonNull(said.get(EMAIL));
        long timestamp = clock.instant().getEpochSecond();
        return new SimpleSsoUrl(query(said, Long.toString(timestamp), formula.hash(name, email, timestamp, secret)));
    }

    /** Timestamp and hash are taken as they are: digits need no encoding. */
    static String query(Map<String, String> said, String timestamp, String hash) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(NAME, encoded(Objects.requireNonNull(said.get(NAME))));
        values.put(EMAIL, encoded(Objects.requireNonNull(said.get(EMAIL))));
        values.put("timestamp", timestamp);
        values.put("hash", hash);
        said.forEach((name, value) -> values.putIfAbsent(name, encoded(value)));
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("&"));
    }

    /** A space as {@code %20}, which every reader takes for a space, in a path, too. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "Simple SSO link";
    }
}
