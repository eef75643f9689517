package org.latchkey.saml;

import java.util.Optional;
import org.latchkey.application.Application;
import org.latchkey.config.Word;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** How a person is named to the service provider (saml-core-2.0-os, 8.3). Freshworks knows people by their mail address. */
public enum NameIdFormat implements Word {
    EMAIL_ADDRESS("emailAddress", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"),
    /** {@code objectGUID}: survives renames, moves and new mail addresses. */
    PERSISTENT("persistent", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
    UNSPECIFIED("unspecified", "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified");

    private final String word;
    private final String uri;

    NameIdFormat(String word, String uri) {
        this.word = word;
        this.uri = uri;
    }

    @Override
    public String word() {
        return word;
    }

    public String uri() {
        return uri;
    }

    /** @throws Refusal {@link Reason#MAIL_MISSING} */
    public String valueOf(Application application, DirectoryUser user) {
        return this == PERSISTENT
                ? user.objectGuidText()
                : application.mailOf(user).text();
    }

    /** The format that a {@code NameIDPolicy} asks for, if it is one of these. */
    public static Optional<NameIdFormat> ofUri(String uri) {
        for (NameIdFormat format : values()) {
            if (format.uri.equals(uri)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
