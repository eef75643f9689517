package org.latchkey.page;

import java.util.Arrays;
import org.latchkey.refusal.Reason;

/** Why somebody could not sign in, in the few words of a list: the reasons of the catalogue that hold for a person, and what only a look at all people shows. */
public enum Hindrance {
    ACCOUNT_UNKNOWN,
    ACCOUNT_DISABLED,
    ACCOUNT_EXPIRED,
    ACCOUNT_LOCKED,
    PASSWORD_EXPIRED,
    DIRECTORY_RIGHTS,
    ACCESS_DENIED,
    APPLICATION_BROKEN,
    MAIL_MISSING,
    /** The other side may not take it. */
    MAIL_INVALID,
    /** Somebody else has it, too, and the other side would take both for one person. */
    MAIL_SHARED,
    ATTRIBUTE_UNUSABLE,
    NAME_MISSING,
    SUBJECT_MISSING,
    SAML_METADATA_EXPIRED,
    /** Any other reason of the catalogue, which is named beside it. */
    OTHER;

    public static Hindrance of(Reason reason) {
        return Arrays.stream(values())
                .filter(one -> one.name().equals(reason.name()))
                .findFirst()
                .orElse(OTHER);
    }
}
