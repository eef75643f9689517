package org.latchkey.setup;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * The time that a web server tells in its {@code Date} header (RFC 9110, 6.6.1), whatever else it answers. The proxy that the
 * JVM is set to ({@code https.proxyHost}) is used.
 *
 * @param trust for other authorities than those that the JVM trusts
 */
record HttpsDate(Optional<SSLSocketFactory> trust) {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** What a cache held back counts: {@code Age} is in seconds (RFC 9111, 5.1). */
    private static final int LONGEST_AGE = 365 * 24 * 3600;

    /**
     * Asks for the server's first page, and for nothing else.
     *
     * @param origin {@code https://host}, maybe with a port; out of the configuration, never out of a request
     * @return empty where the server does not tell
     */
    Optional<Instant> of(URI origin) throws IOException {
        HttpsURLConnection connection =
                (HttpsURLConnection) origin.resolve("/").toURL().openConnection();
        try {
            trust.ifPresent(connection::setSSLSocketFactory);
            connection.setRequestMethod("HEAD");
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setConnectTimeout((int) LIMIT.toMillis());
            connection.setReadTimeout((int) LIMIT.toMillis());
            // A connection kept alive would outlive this application.
            connection.setRequestProperty("Connection", "close");
            connection.getResponseCode();
            return date(connection);
        } finally {
            connection.disconnect();
        }
    }

    private static Optional<Instant> date(HttpURLConnection connection) {
        long millis = connection.getHeaderFieldDate("Date", 0);
        int age = Math.max(0, Math.min(LONGEST_AGE, connection.getHeaderFieldInt("Age", 0)));
        return millis <= 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(millis).plusSeconds(age));
    }
}
