package org.latchkey.saml;

/** How a message travels through the browser (SAML bindings, 3.4 and 3.5). */
enum Binding {
    REDIRECT("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"),
    POST("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");

    private final String uri;

    Binding(String uri) {
        this.uri = uri;
    }

    /** The name that messages and metadata use. */
    String uri() {
        return uri;
    }
}
