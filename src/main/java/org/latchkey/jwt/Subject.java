package org.latchkey.jwt;

import java.util.Optional;
import org.latchkey.config.Word;
import org.latchkey.directory.DirectoryUser;

/** Which value becomes the claim {@code sub}, by which Freshworks recognises a person again. */
enum Subject implements Word {
    /** Survives renames and moves between organisational units. */
    OBJECT_GUID("objectGUID"),
    SAM_ACCOUNT_NAME("sAMAccountName"),
    USER_PRINCIPAL_NAME("userPrincipalName"),
    MAIL("mail");

    private final String attribute;

    Subject(String attribute) {
        this.attribute = attribute;
    }

    String attribute() {
        return attribute;
    }

    Optional<String> of(DirectoryUser user) {
        return this == OBJECT_GUID ? Optional.of(user.objectGuidText()) : user.attribute(attribute);
    }

    @Override
    public String word() {
        return attribute;
    }
}
