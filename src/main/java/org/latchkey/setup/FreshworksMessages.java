package org.latchkey.setup;

import java.util.List;
import java.util.Locale;
import org.latchkey.page.TroublePage;

/**
 * What Freshworks' own messages mean on this side.
 *
 * @see <a href="https://supportsandbox.freshdesk.com/support/solutions/articles/11000000028132">Freshworks, errors with JWT</a>
 * @see <a href="https://supportsandbox.freshdesk.com/support/solutions/articles/11000000028142">Freshworks, errors with SAML</a>
 */
final class FreshworksMessages {

    /**
     * @param marks words of which the message holds all, in lower case
     * @param cause in the administrator's voice
     */
    private record Message(List<String> marks, String cause) {}

    private static final List<Message> MESSAGES = List.of(
            new Message(
                    List.of("part of this org"),
                    "The person has no account in this organisation, or comes by the policy of the other group: agents and"
                            + " contacts have their own. Create the account in Freshworks, or set allow for this application."),
            new Message(
                    List.of("signature validation failed"),
                    "The public key that is entered in Freshworks is not the one that signs here. Copy RSA Public Key from"
                            + " this application's sheet again, on one line."),
            new Message(
                    List.of("invalid token"),
                    "A value is missing or of the wrong kind. Latchkey refuses to sign without sub and email, so look"
                            + " whether another sign-in answers under the Authorization URL."),
            new Message(
                    List.of("constraint validation"),
                    "state or nonce came back changed, or were used before: an old tab, the Back button, or a proxy that"
                            + " alters addresses. Start from Freshworks again; if it stays, explain the address."),
            new Message(
                    List.of("token cannot be empty"),
                    "Freshworks got no id_token: something between here and there dropped the query. Explain the address at"
                            + " which the browser stopped."),
            new Message(
                    List.of("session expired"),
                    "Simple SSO allows 30 seconds between the link and its arrival. Compare this server's clock with the"
                            + " domain's time: w32tm /query /status."),
            new Message(
                    List.of("not signed"),
                    "Signing options in Freshworks and sign of this application differ. Choose the one that the sheet shows."),
            new Message(
                    List.of("encrypted"), "Encrypted assertions in Freshworks and encrypt of this application differ."),
            new Message(
                    List.of("invalid audience"),
                    "spEntityId is not the entity ID that Freshworks expects. The message names the right one: copy it."),
            new Message(
                    List.of("invalid issuer"),
                    "Entity ID provided by the IdP is not the one on the sheet. Compare the end, and http with https."),
            new Message(
                    List.of("fingerprint or certificate"),
                    "No certificate is entered in Freshworks. Copy Security certificate or its fingerprint from the sheet."),
            new Message(
                    List.of("earlier than notbefore"),
                    "This server's clock runs more than five minutes ahead: w32tm /resync."),
            new Message(
                    List.of("on or after notonorafter"),
                    "This server's clock is more than five minutes late: w32tm /resync. Or somebody left the page open."),
            new Message(
                    List.of("invalid signature"),
                    "The certificate in Freshworks is not the one that signs here: it was changed, or cut while copying."),
            new Message(
                    List.of("blank response"),
                    "The answer did not arrive: a proxy or a security product removed the form's body."),
            new Message(
                    List.of("login was unsuccessful"),
                    "Freshworks knows the person but does not let him in: check his role and the login policy there."));

    private FreshworksMessages() {}

    /** Empty where the text is none of Freshworks' messages. */
    static List<TroublePage.Finding> causes(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return MESSAGES.stream()
                .filter(message -> message.marks().stream().allMatch(plain::contains))
                .map(message -> new TroublePage.Finding(false, message.cause()))
                .toList();
    }
}
