package org.latchkey.saml;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.SettingsReader;
import org.latchkey.keys.CertificateFile;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Where the description of a service provider comes from: its metadata file, or the configuration itself. */
final class MetadataSource implements Supplier<ServiceProvider> {

    private final Supplier<ServiceProviderMetadata> metadata;
    private final Clock clock;

    MetadataSource(Supplier<ServiceProviderMetadata> metadata, Clock clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    /**
     * As it is now.
     *
     * @throws Refusal {@link Reason#SAML_METADATA_EXPIRED}
     */
    @Override
    public ServiceProvider get() {
        ServiceProviderMetadata now = metadata.get();
        if (now.isExpired(clock.instant())) {
            throw new Refusal(Reason.SAML_METADATA_EXPIRED)
                    .with("entityID", now.provider().entityId())
                    .with("validUntil", now.validUntil().map(Object::toString).orElse(""));
        }
        return now.provider();
    }

    /** By which a request finds its application, even one whose metadata have expired. */
    String entityId() {
        return metadata.get().provider().entityId();
    }

    Optional<Instant> validUntil() {
        return metadata.get().validUntil();
    }

    boolean wantsSignedAssertions() {
        return metadata.get().wantsSignedAssertions();
    }

    boolean takes(DataEncryption encryption) {
        return metadata.get().takes(encryption);
    }

    /**
     * Reads the attributes that say where.
     *
     * @param needs what the application is configured for and only some metadata allow
     * @return null when the configuration has errors, which the reader has noted then
     */
    static @Nullable MetadataSource read(SettingsReader reader, MetadataNeeds needs, Clock clock) {
        Optional<String> entityId = reader.text(SamlApplication.SP_ENTITY_ID);
        List<URI> addresses = reader.addresses(SamlApplication.ACS);
        Supplier<ServiceProviderMetadata> metadata =
                reader.text(SamlApplication.METADATA_FILE).isPresent()
                        ? file(reader, entityId, needs)
                        : written(reader, addresses, needs);
        if (metadata == null) {
            return null;
        }
        MetadataSource source = new MetadataSource(metadata, clock);
        metadata.get()
                .validUntil()
                .filter(end -> !clock.instant().isBefore(end))
                .ifPresent(end -> reader.error(
                        SamlApplication.METADATA_FILE,
                        metadata.toString(),
                        "expired at " + end + "; download it again from the application"));
        return source;
    }

    private static @Nullable Supplier<ServiceProviderMetadata> file(
            SettingsReader reader, Optional<String> entityId, MetadataNeeds needs) {
        if (reader.text(SamlApplication.ACS).isPresent()) {
            reader.error(SamlApplication.ACS, "", "expected either metadataFile or acs, not both");
        }
        boolean signed = reader.text(SamlApplication.METADATA_TRUST_FILE).isPresent();
        Supplier<X509Certificate> trusted = reader.file(SamlApplication.METADATA_TRUST_FILE, CertificateFile::parse);
        if (signed && trusted == null) {
            return null;
        }
        AtomicReference<String> first = new AtomicReference<>("");
        return reader.file(
                SamlApplication.METADATA_FILE,
                content -> same(
                        first,
                        needs.met(new MetadataReader(
                                        entityId, Optional.ofNullable(trusted).map(Supplier::get))
                                .read(content))));
    }

    /** A changed file may not turn one application into another, whose people and rules are different. */
    private static ServiceProviderMetadata same(AtomicReference<String> first, ServiceProviderMetadata read) {
        String entityId = read.provider().entityId();
        if (!first.compareAndSet("", entityId) && !entityId.equals(first.get())) {
            throw new IllegalArgumentException(
                    "is about " + entityId + " now, and was about " + first.get() + " at start");
        }
        return read;
    }

    private static @Nullable Supplier<ServiceProviderMetadata> written(
            SettingsReader reader, List<URI> addresses, MetadataNeeds needs) {
        String entityId = reader.required(SamlApplication.SP_ENTITY_ID);
        reader.required(SamlApplication.ACS);
        if (reader.text(SamlApplication.METADATA_TRUST_FILE).isPresent()) {
            reader.error(SamlApplication.METADATA_TRUST_FILE, "", "is for metadataFile, which is not set");
        }
        if (entityId.isEmpty() || addresses.isEmpty()) {
            return null;
        }
        try {
            ServiceProviderMetadata metadata = needs.met(new ServiceProviderMetadata(
                    ServiceProvider.of(entityId, addresses), Optional.empty(), false, List.of()));
            return () -> metadata;
        } catch (IllegalArgumentException e) {
            reader.error(SamlApplication.METADATA_FILE, "", "is required here: " + e.getMessage());
            return null;
        }
    }
}
