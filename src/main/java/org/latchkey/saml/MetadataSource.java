package org.latchkey.saml;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.SettingsReader;

/** Where the description of a service provider comes from: its metadata file, or the configuration itself. */
final class MetadataSource {

    private MetadataSource() {}

    /** @return null when the configuration has errors, which the reader has noted then */
    static @Nullable Supplier<ServiceProvider> read(SettingsReader reader) {
        String entityId = reader.required(SamlApplication.SP_ENTITY_ID);
        reader.required(SamlApplication.ACS);
        List<URI> addresses = reader.addresses(SamlApplication.ACS);
        if (entityId.isEmpty() || addresses.isEmpty()) {
            return null;
        }
        ServiceProvider provider = ServiceProvider.of(entityId, addresses);
        return () -> provider;
    }
}
