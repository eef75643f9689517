package org.latchkey.application;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.latchkey.config.Attribute;
import org.latchkey.config.SettingsReader;
import org.latchkey.config.WatchedFile;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.GroupName;
import org.latchkey.refusal.Invisible;
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
 * @param sites where its own pages are
 * @param landing on which of them people land
 * @param icon the picture on its tile
 */
public record Application(
        String id,
        String title,
        Optional<URI> start,
        List<String> mail,
        AccessRule access,
        Sites sites,
        Landing landing,
        Optional<Supplier<Icon>> icon) {

    public static final Attribute PROTOCOL = Attribute.of(
                    "protocol", "jwt, hmac or saml", "the mechanism that the application speaks")
            .needed("always");
    public static final Attribute TITLE =
            Attribute.of("title", "a few words", "the name that people read; default: the id");
    public static final Attribute START_URL = Attribute.of(
            "startUrl",
            "an https:// address",
            "where the application itself starts a sign-in; portal links lead there, but for Simple SSO, "
                    + "where they sign in from here");
    public static final Attribute MAIL = Attribute.of(
                    "mail",
                    "names of directory attributes, separated by commas",
                    "tried in order until one has a value, for instance `mail, proxyAddresses, "
                            + "userPrincipalName`; of `proxyAddresses` only the primary address counts, the one "
                            + "with `SMTP:` in capitals")
            .orElse("mail");
    public static final Attribute ALLOW = Attribute.of(
            "allow",
            "groups separated by semicolons, each " + GroupName.EXPECTED,
            "whose members may enter, nested groups included; default: everybody whom `deny` does not name");
    public static final Attribute DENY = Attribute.of(
            "deny",
            "groups separated by semicolons, each " + GroupName.EXPECTED,
            "whose members may not enter, even where `allow` names them");

    public static final Attribute ICON = Attribute.of(
            "icon",
            "the path of an SVG or PNG file of at most 64 KB",
            "the picture on the tile, at `/icons/{app}`; a changed file counts at once, "
                    + "and browsers show the old one for up to an hour. "
                    + "Default: the first letter of the title");
    public static final Attribute SITES = Attribute.of(
            "sites",
            "https:// addresses without a path, separated by white space",
            "further sites of the application, to which `target` and `landing` may lead, "
                    + "beside those of `startUrl` and `portal`");
    public static final Attribute LANDING = Attribute.of(
            "landing",
            Landing.EXPECTED,
            "the page on which people land who ask for none; the first that fits counts. JWT: "
                    + "of portal links only. A group that cannot be found is passed over, and told on `/setup`");

    public static final List<Attribute> ATTRIBUTES =
            List.of(PROTOCOL, TITLE, START_URL, MAIL, ALLOW, DENY, ICON, SITES, LANDING);

    /** Only for the mechanisms that the scripts spoke. */
    public static final Attribute REPLACES = Attribute.of(
            "replaces",
            "names of ASP scripts, such as ADScriptJWT.asp, separated by commas and without a folder",
            "the ASP scripts whose addresses this application answers, in any folder and any letter case");

    public Application {
        mail = List.copyOf(mail);
    }

    /** One that leaves it to the other side where people land, and has no picture. */
    public Application(String id, String title, Optional<URI> start, List<String> mail, AccessRule access) {
        this(id, title, start, mail, access, Sites.NONE, Landing.NONE, Optional.empty());
    }

    /** One whose mechanism names no site of its own. */
    public static Application read(SettingsReader reader, String id) {
        return read(reader, id, List.of());
    }

    /** @param own addresses that the mechanism knows to be the application's, such as its portals */
    public static Application read(SettingsReader reader, String id, List<URI> own) {
        List<String> mail = reader.names(MAIL);
        if (mail.isEmpty()) {
            reader.error(MAIL, ",", "expected " + MAIL.form());
        }
        AccessRule access = new AccessRule(
                reader.parsed(ALLOW, List.of(), GroupName::parseAll),
                reader.parsed(DENY, List.of(), GroupName::parseAll));
        Optional<URI> start = reader.address(START_URL);
        Sites sites = new Sites(own).and(start.stream().toList()).and(origins(reader));
        return new Application(
                id, reader.text(TITLE).orElse(id), start, mail, access, sites, landing(reader, sites), icon(reader));
    }

    /** For want of a picture nobody is kept out. */
    private static Optional<Supplier<Icon>> icon(SettingsReader reader) {
        return reader.path(ICON).flatMap(file -> {
            try {
                return Optional.of(WatchedFile.open(file, Icon::parse));
            } catch (IOException e) {
                String why = e.getClass().getSimpleName();
                reader.warning(ICON, file.toString(), "cannot be read by the account that Tomcat runs as: " + why);
            } catch (IllegalArgumentException e) {
                reader.warning(ICON, file.toString(), String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        });
    }

    private static List<URI> origins(SettingsReader reader) {
        List<URI> sites = reader.addresses(SITES);
        sites.stream()
                .filter(site -> !site.getRawPath().matches("/?") || site.getRawQuery() != null)
                .forEach(site -> reader.error(SITES, site.toString(), "expected " + SITES.form()));
        return sites;
    }

    private static Landing landing(SettingsReader reader, Sites sites) {
        Landing landing = reader.parsed(LANDING, Landing.NONE, Landing::parse);
        landing.addresses().stream()
                .filter(address -> !sites.contain(address))
                .forEach(address ->
                        reader.error(LANDING, address, "is on no site of the application; name it in " + SITES.name()));
        return landing;
    }

    /** The way to the start address, if there is one. */
    public Optional<Target> startTarget() {
        return start.map(address -> new RedirectAllowList(List.of(address)).first());
    }

    /**
     * The person's mail address.
     *
     * @throws Refusal {@link Reason#MAIL_MISSING}, {@link Reason#ATTRIBUTE_UNUSABLE}
     */
    public MailAddress mailOf(DirectoryUser user) {
        MailAddress address = MailAddress.of(user, mail)
                .orElseThrow(() -> new Refusal(Reason.MAIL_MISSING)
                        .with("account", user.account().toString())
                        .with("attributes", String.join(", ", mail)));
        // To Freshworks it is the person: one that only looks like his address would be somebody else.
        if (Invisible.in(address.text())) {
            throw new Refusal(Reason.ATTRIBUTE_UNUSABLE)
                    .with("account", user.account().toString())
                    .with("attribute", address.attribute());
        }
        return address;
    }
}
