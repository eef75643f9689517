package org.latchkey.saml;

/** How a logout message travels. */
public enum LogoutBinding {
    REDIRECT("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"),
    POST("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");

    private final String uri;

    LogoutBinding(String uri) {
        this.uri = uri;
    }

    String uri() {
        return uri;
    }
}
