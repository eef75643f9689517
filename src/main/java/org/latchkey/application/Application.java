package org.latchkey.application;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.latchkey.config.Attribute;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.GroupName;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * What all relying parties have in common, whichever mechanism they speak.
 *
 * @param id the last part of the resource's name, and of the URL
 * @param title what people read on tiles and pages
 * @param start the address at which a sign-in begins, where one is configured
 * @param mail the attributes that may hold the mail address, in the order in which they are tried
 * @param access who may enter
 */
public record Application(String id, String title, Optional<URI> start, List<String> mail, AccessRule access) {

    public static final Attribute PROTOCOL =
            Attribute.of("protocol", "jwt, hmac or saml", "the mechanism that the application speaks");
    public static final Attribute TITLE = Attribute.of("title", "a few words", "the name that people read");
    public static final Attribute START_URL = Attribute.of(
            "startUrl",
            "an https:// address",
            "where the application itself starts a sign-in; portal links lead there");
    public static final Attribute MAIL = Attribute.of(
                    "mail",
                    "names of directory attributes, separated by commas",
                    "tried in order until one has a value; of proxyAddresses the primary SMTP address")
            .orElse("mail");
    public static final Attribute ALLOW = Attribute.of(
            "allow",
            "groups separated by semicolons, each " + GroupName.EXPECTED,
            "whose members may enter, nested groups included; default: everybody whom deny does not name");
    public static final Attribute DENY = Attribute.of(
            "deny",
            "groups separated by semicolons, each " + GroupName.EXPECTED,
            "whose members may not enter, even where allow names them");

    public static final List<Attribute> ATTRIBUTES = List.of(PROTOCOL, TITLE, START_URL, MAIL, ALLOW, DENY);

    public Application {
        mail = List.copyOf(mail);
    }

    public static Application read(SettingsReader reader, String id) {
        List<String> mail = reader.names(MAIL);
        if (mail.isEmpty()) {
            reader.error(MAIL, ",", "expected " + MAIL.form());
        }
        AccessRule access = new AccessRule(
                reader.parsed(ALLOW, List.of(), GroupName::parseAll),
                reader.parsed(DENY, List.of(), GroupName::parseAll));
        return new Application(id, reader.text(TITLE).orElse(id), reader.address(START_URL), mail, access);
    }

    /** The way to the start address, if there is one. */
    public Optional<Target> startTarget() {
        return start.map(address -> new RedirectAllowList(List.of(address)).first());
    }

    /**
     * The person's mail address.
     *
     * @throws Refusal {@link Reason#MAIL_MISSING}
     */
    public MailAddress mailOf(DirectoryUser user) {
        return MailAddress.of(user, mail)
                .orElseThrow(() -> new Refusal(Reason.MAIL_MISSING)
                        .with("account", user.account().toString())
                        .with("attributes", String.join(", ", mail)));
    }
}
