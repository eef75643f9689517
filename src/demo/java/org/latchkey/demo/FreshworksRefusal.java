package org.latchkey.demo;

/**
 * Freshworks does not accept an answer.
 *
 * @see <a href="https://supportsandbox.freshdesk.com/support/solutions/articles/11000000028132">Freshworks' list of errors</a>
 */
public final class FreshworksRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Message shown;

    FreshworksRefusal(Message shown, String detail) {
        super(detail);
        this.shown = shown;
    }

    /**
     * What Freshworks itself would show; {@link #getMessage} tells what exactly was wrong, which Freshworks does not.
     */
    public Message shown() {
        return shown;
    }

    /** Freshworks' own words, shortened where its article shortens them. */
    public enum Message {
        TOKEN_EMPTY("Token cannot be empty"),
        INVALID_TOKEN("Invalid token or user info response"),
        SIGNATURE("Signature validation failed: RSA signature did not match"),
        CONSTRAINT("Constraint validation failed: invalid state or nonce"),
        EXPIRED("Session expired, please login again"),
        /** What the helpdesk says then is not published. */
        HASH("The sign-in link is not valid");

        private final String words;

        Message(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
