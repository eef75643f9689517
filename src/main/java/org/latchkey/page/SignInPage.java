package org.latchkey.page;

import java.util.Optional;

/**
 * The password form, and the body of every 401.
 *
 * @param action where the form is posted to
 * @param sealedState what must survive the sign-in; comes back in the field {@link #STATE}
 * @param account what the user typed before; empty at first
 * @param message why the last attempt failed, in the user's voice
 * @param applicationTitle what the user wants to reach; empty where nothing in particular
 * @param passwordForm false where people may sign in with Windows only
 * @param reference the number that the help desk asks for
 * @param helpText the site's own words on how to reach the help desk; empty where none are configured
 */
public record SignInPage(
        String action,
        String sealedState,
        String account,
        Optional<String> message,
        String applicationTitle,
        boolean passwordForm,
        String reference,
        String helpText)
        implements Page {

    /** The hidden field with the sealed state. */
    public static final String STATE = "state";

    /** The field with the account's name. */
    public static final String ACCOUNT = "account";

    /** The field with the password. */
    public static final String PASSWORD = "password";

    @Override
    public String template() {
        return "signin";
    }

    @Override
    public boolean leadsToOtherSites() {
        return true;
    }

    /** The sealed state is half of the protection against foreign forms, and an account's name is nobody's business. */
    @Override
    public String toString() {
        return "SignInPage[" + action + "]";
    }
}
