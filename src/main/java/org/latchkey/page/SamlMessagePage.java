package org.latchkey.page;

import java.util.Optional;

/**
 * Carries a SAML message to another site by a form that sends itself (SAML bindings, 3.5.4); without scripts by its button.
 *
 * @param action the address of the application, from its registration
 * @param field {@code SAMLResponse} or {@code SAMLRequest}
 * @param message in Base64
 * @param relayState as the application sent it
 * @param purpose of the message, for whoever sees the page for a moment
 * @param applicationTitle where the person is going, or is signed out
 */
public record SamlMessagePage(
        String action,
        String field,
        String message,
        Optional<String> relayState,
        Purpose purpose,
        String applicationTitle)
        implements Page {

    /** What the message does to the person. */
    public enum Purpose {
        SIGN_IN,
        SIGN_OUT
    }

    @Override
    public String template() {
        return "samlmessage";
    }

    @Override
    public boolean leadsToOtherSites() {
        return true;
    }

    @Override
    public boolean submitsItself() {
        return true;
    }

    /** The message is a credential. */
    @Override
    public String toString() {
        return "SamlMessagePage[" + action + "]";
    }
}
