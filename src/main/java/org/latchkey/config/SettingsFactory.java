package org.latchkey.config;

import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Settings} of a {@code <Resource>} of Tomcat's context descriptor: the {@code factory} that each of
 * Latchkey's resources names, as a data source would name its own.
 */
public final class SettingsFactory implements ObjectFactory {

    /** What Tomcat itself reads from a {@code <Resource>} or adds to it. */
    private static final Set<String> OF_TOMCAT =
            Set.of("factory", "scope", "auth", "singleton", "description", "closeMethod");

    @Override
    public @Nullable Object getObjectInstance(
            Object object, @Nullable Name name, @Nullable Context context, @Nullable Hashtable<?, ?> environment) {
        if (!(object instanceof Reference reference)
                || !Settings.class.getName().equals(reference.getClassName())) {
            return null;
        }
        Map<String, String> attributes = new TreeMap<>();
        for (RefAddr address : Collections.list(reference.getAll())) {
            if (!OF_TOMCAT.contains(address.getType())) {
                attributes.put(address.getType(), String.valueOf(address.getContent()));
            }
        }
        return new Settings(name == null ? "" : name.toString(), attributes);
    }
}
