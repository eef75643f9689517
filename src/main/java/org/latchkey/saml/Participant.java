package org.latchkey.saml;

import java.io.Serializable;
import org.opensaml.saml.saml2.core.NameID;

/**
 * An application that a person entered in this session (SAML profiles, 4.4.1), by what its assertion said.
 *
 * @param application its id
 * @param nameId what it knows the person by
 * @param format of that name
 * @param sessionIndex by which it knows its session
 */
record Participant(String application, String nameId, String format, String sessionIndex) implements Serializable {

    private static final long serialVersionUID = 1L;

    static Participant of(SamlApplication application, NameID name, String sessionIndex) {
        return new Participant(
                application.application().id(), name.getValue(), String.valueOf(name.getFormat()), sessionIndex);
    }

    /**
     * A logout may leave the format out, or say "unspecified"; another one means another name (SAML core, 3.3.4).
     * Letter case does not count: service providers write mail addresses as they like.
     */
    boolean isNamed(String name, String otherFormat) {
        return nameId.equalsIgnoreCase(name)
                && (otherFormat.isEmpty()
                        || otherFormat.equals(NameIdFormat.UNSPECIFIED.uri())
                        || otherFormat.equals(format));
    }
}
