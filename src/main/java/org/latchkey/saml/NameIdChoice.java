package org.latchkey.saml;

import java.util.Optional;
import org.latchkey.application.Application;
import org.latchkey.directory.DirectoryUser;
import org.opensaml.saml.saml2.core.NameID;

/**
 * Which name an answer carries. Freshworks knows people by their mail address under every format that it asks for; only an
 * application that is configured for persistent names gets another.
 *
 * @param format empty where the application asks for one that Latchkey does not give
 * @param stable the account's {@code objectGUID}, which survives every change of name, instead of the mail address
 */
record NameIdChoice(Optional<NameIdFormat> format, boolean stable) {

    static final NameIdChoice IMPOSSIBLE = new NameIdChoice(Optional.empty(), false);

    /**
     * Chooses (SAML core, 3.4.1.1).
     *
     * @param asked the format that the request's NameIDPolicy names; {@code unspecified} leaves it to this side
     */
    static NameIdChoice of(Optional<String> asked, NameIdFormat configured) {
        if (asked.isEmpty() || asked.get().equals(NameIdFormat.UNSPECIFIED.uri())) {
            return new NameIdChoice(Optional.of(configured), configured == NameIdFormat.PERSISTENT);
        }
        return NameIdFormat.ofUri(asked.get())
                .map(format -> new NameIdChoice(
                        Optional.of(format),
                        format == NameIdFormat.PERSISTENT && configured == NameIdFormat.PERSISTENT))
                .orElse(IMPOSSIBLE);
    }

    NameID nameOf(DirectoryUser user, Application application) {
        NameID name = SamlObjects.create(NameID.DEFAULT_ELEMENT_NAME, NameID.class);
        name.setFormat(format.orElseThrow().uri());
        name.setValue(stable ? user.objectGuidText() : application.mailOf(user).text());
        return name;
    }
}
