package org.latchkey.setup;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.latchkey.setup.LiveEvidence.Topic;

/**
 * What Freshworks' own messages mean on this side.
 *
 * @see <a href="https://supportsandbox.freshdesk.com/support/solutions/articles/11000000028132">Freshworks, errors with JWT</a>
 * @see <a href="https://supportsandbox.freshdesk.com/support/solutions/articles/11000000028142">Freshworks, errors with SAML</a>
 */
final class FreshworksMessages {

    /**
     * @param marks words of which the message holds all, in lower case
     * @param protocols whose applications it may be about
     * @param topics by which its cause can be seen
     * @param cause in the administrator's voice
     */
    record Message(List<String> marks, Set<String> protocols, Set<Topic> topics, String cause) {}

    private static final Set<String> JWT = Set.of("jwt");
    private static final Set<String> HMAC = Set.of("hmac");
    private static final Set<String> SAML = Set.of("saml");
    private static final Set<String> JWT_SAML = Set.of("jwt", "saml");
    private static final Set<String> ANY = Set.of("jwt", "hmac", "saml");

    private static final Set<String> OF_SCRIPTS = Set.of("jwt", "hmac");

    static final List<Message> MESSAGES = List.of(
            new Message(
                    List.of("log in to fresh", "contact your administrator"),
                    OF_SCRIPTS,
                    Set.of(Topic.ADDRESS, Topic.REQUESTS),
                    "This sentence is the old ASP script's own: Freshworks still sends people to it, and it found no mail"
                            + " address of this person. Enter this application's address at Freshworks, as its sheet shows"
                            + " it; where the old address has to stay, name the script in replaces and stop it in IIS. Fill"
                            + " in mail in the directory."),
            new Message(
                    List.of("part of this org"),
                    JWT_SAML,
                    Set.of(Topic.REQUESTS),
                    "The person has no account in this organisation, or comes by the policy of the other group: agents and"
                            + " contacts have their own. Create the account in Freshworks, or set allow for this application."),
            new Message(
                    List.of("signature validation failed"),
                    JWT,
                    Set.of(Topic.KEY),
                    "The public key that is entered in Freshworks is not the one that signs here. Copy RSA Public Key from"
                            + " this application's sheet again, on one line."),
            new Message(
                    List.of("invalid token"),
                    JWT,
                    Set.of(Topic.ADDRESS, Topic.REQUESTS),
                    "A value is missing or of the wrong kind. Latchkey refuses to sign without sub and email, so look"
                            + " whether another sign-in answers under the Authorization URL."),
            new Message(
                    List.of("constraint validation"),
                    JWT,
                    Set.of(Topic.ADDRESS, Topic.REQUESTS),
                    "state or nonce came back changed, or were used before: an old tab, the Back button, or a proxy that"
                            + " alters addresses. Start from Freshworks again; if it stays, explain the address."),
            new Message(
                    List.of("token cannot be empty"),
                    JWT,
                    Set.of(Topic.ADDRESS, Topic.REQUESTS),
                    "Freshworks got no id_token: something between here and there dropped the query. Explain the address at"
                            + " which the browser stopped."),
            new Message(
                    List.of("session expired"),
                    HMAC,
                    Set.of(Topic.CLOCK, Topic.REQUESTS),
                    "Simple SSO allows 30 seconds between the link and its arrival. Compare this server's clock with the"
                            + " domain's time: w32tm /query /status."),
            new Message(
                    List.of("not signed"),
                    SAML,
                    Set.of(Topic.OPTIONS),
                    "Signing options in Freshworks and sign of this application differ. Choose the one that the sheet shows."),
            new Message(
                    List.of("encrypted"),
                    SAML,
                    Set.of(Topic.OPTIONS),
                    "Encrypted assertions in Freshworks and encrypt of this application differ."),
            new Message(
                    List.of("invalid audience"),
                    SAML,
                    Set.of(Topic.ADDRESS),
                    "spEntityId is not the entity ID that Freshworks expects. The message names the right one: copy it."),
            new Message(
                    List.of("invalid issuer"),
                    SAML,
                    Set.of(Topic.ADDRESS),
                    "Entity ID provided by the IdP is not the one on the sheet. Compare the end, and http with https."),
            new Message(
                    List.of("fingerprint or certificate"),
                    SAML,
                    Set.of(Topic.KEY),
                    "No certificate is entered in Freshworks. Copy Security certificate or its fingerprint from the sheet."),
            new Message(
                    List.of("earlier than notbefore"),
                    SAML,
                    Set.of(Topic.CLOCK),
                    "This server's clock runs more than five minutes ahead: w32tm /resync."),
            new Message(
                    List.of("on or after notonorafter"),
                    SAML,
                    Set.of(Topic.CLOCK, Topic.REQUESTS),
                    "This server's clock is more than five minutes late: w32tm /resync. Or somebody left the page open."),
            new Message(
                    List.of("invalid signature"),
                    SAML,
                    Set.of(Topic.KEY),
                    "The certificate in Freshworks is not the one that signs here: it was changed, or cut while copying."),
            new Message(
                    List.of("blank response"),
                    SAML,
                    Set.of(Topic.ADDRESS, Topic.REQUESTS),
                    "The answer did not arrive: a proxy or a security product removed the form's body."),
            new Message(
                    List.of("login was unsuccessful"),
                    ANY,
                    Set.of(Topic.REQUESTS),
                    "Freshworks knows the person but does not let him in: check his role and the login policy there."));

    private FreshworksMessages() {}

    /** Those that the text holds; empty where it is none of Freshworks' messages. */
    static List<Message> in(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("(?U)\\s+", " ");
        return MESSAGES.stream()
                .filter(message -> message.marks().stream().allMatch(plain::contains))
                .toList();
    }
}
