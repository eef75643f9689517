package org.latchkey.saml;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An application as its metadata describes it.
 *
 * @param consumers one at least
 * @param signing the certificates by which its messages may be signed; empty where it signs none
 * @param encryption for whom assertions are encrypted
 * @param signsRequests whether it promises to sign its AuthnRequests
 */
public record ServiceProvider(
        String entityId,
        List<AssertionConsumerService> consumers,
        List<X509Certificate> signing,
        Optional<X509Certificate> encryption,
        boolean signsRequests,
        List<LogoutService> logout) {

    public ServiceProvider {
        consumers = List.copyOf(consumers);
        signing = List.copyOf(signing);
        logout = List.copyOf(logout);
    }

    /** One that was configured by hand; the first address is the default. */
    static ServiceProvider of(String entityId, List<URI> addresses) {
        List<AssertionConsumerService> consumers = IntStream.range(0, addresses.size())
                .mapToObj(i -> new AssertionConsumerService(i, i == 0, addresses.get(i)))
                .toList();
        return new ServiceProvider(entityId, consumers, List.of(), Optional.empty(), false, List.of());
    }

    /** The one that is marked so, else the first that is not marked to be none (saml-metadata-2.0-os, 2.2.3). */
    public AssertionConsumerService defaultConsumer() {
        return consumers.stream()
                .filter(AssertionConsumerService::isDefault)
                .findFirst()
                .orElse(consumers.get(0));
    }
}
