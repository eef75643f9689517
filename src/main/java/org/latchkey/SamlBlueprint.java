package org.latchkey;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.latchkey.config.Problems;
import org.latchkey.config.SettingsReader;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlApplication;
import org.latchkey.saml.SamlSettings;

/**
 * The SAML part of the configuration: applications that share one identity provider. Errors in that close them all, and no
 * others.
 */
final class SamlBlueprint {

    static final String RESOURCE = "latchkey/saml";

    private final Map<String, Optional<SamlApplication>> applications = new TreeMap<>();
    private boolean needed;
    private boolean resource;
    private Optional<IdentityProvider> identityProvider = Optional.empty();

    void readApplication(SettingsReader reader, String id, Clock clock) {
        needed = true;
        applications.put(id, SamlApplication.read(reader, id, clock));
    }

    /** Known but closed. */
    void close(String id) {
        applications.put(id, Optional.empty());
    }

    /** @param configured whether the resource is there; without it, it is needed as soon as there is an application */
    void readIdentityProvider(SettingsReader reader, boolean configured, Optional<URI> publicUrl, Clock clock) {
        resource = configured;
        if (configured || needed) {
            identityProvider = SamlSettings.read(reader, publicUrl, clock);
        }
        if (identityProvider.isEmpty()) {
            applications.replaceAll((id, application) -> Optional.empty());
        }
    }

    /** A request names its application by the entity ID, so of two with the same only the first can work. */
    void closeDoubles(Problems problems) {
        Map<String, String> idByEntity = new TreeMap<>();
        applications.replaceAll((id, application) -> application.filter(found -> {
            String entityId = found.serviceProvider().entityId();
            String first = idByEntity.putIfAbsent(entityId, id);
            if (first != null) {
                problems.error(
                        "latchkey/app/" + id,
                        "spEntityId",
                        entityId,
                        "is the entity ID of latchkey/app/" + first
                                + " already; requests tell applications apart by it");
            }
            return first == null;
        }));
    }

    /** Whether SAML is asked for, and errors keep it closed; an application of no known protocol may be one of its. */
    boolean isClosed() {
        return identityProvider.isEmpty() && (resource || !applications.isEmpty());
    }

    Map<String, Optional<SamlApplication>> applications() {
        return applications;
    }

    Optional<IdentityProvider> identityProvider() {
        return identityProvider;
    }
}
