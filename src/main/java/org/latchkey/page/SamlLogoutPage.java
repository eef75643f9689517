package org.latchkey.page;

import java.util.Optional;

/**
 * Carries a SAML logout message to another site by a form that sends itself (SAML bindings, 3.5.4); without scripts by its
 * button.
 *
 * @param action the address of the application, from its metadata
 * @param field {@code SAMLResponse} or {@code SAMLRequest}
 * @param message in Base64
 * @param relayState as the application sent it
 * @param applicationTitle where the person is signed out
 */
public record SamlLogoutPage(
        String action, String field, String message, Optional<String> relayState, String applicationTitle)
        implements Page {

    @Override
    public String template() {
        return "samllogout";
    }

    @Override
    public boolean leadsToOtherSites() {
        return true;
    }

    @Override
    public boolean submitsItself() {
        return true;
    }

    @Override
    public String toString() {
        return "SamlLogoutPage[" + action + "]";
    }
}
