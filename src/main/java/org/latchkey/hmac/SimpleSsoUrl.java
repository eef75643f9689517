package org.latchkey.hmac;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /**
     * Signs. Called last: the other side takes a link for 30 seconds only.
     *
     * @param unhashed {@code phone}, {@code company}, {@code redirect_to}, as far as they are sent
     */
    static SimpleSsoUrl sign(
            String name, String email, Map<String, String> unhashed, Formula formula, Secret secret, Clock clock) {
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("email", email);
        values.put("timestamp", Long.toString(timestamp));
        values.put("hash", formula.hash(name, email, timestamp, secret));
        values.putAll(unhashed);
        return new SimpleSsoUrl(values.entrySet().stream()
                .map(value -> value.getKey() + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&")));
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
