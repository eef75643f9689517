package org.latchkey.hmac;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.latchkey.application.Application;
import org.latchkey.application.MailAddress;
import org.latchkey.application.Registration;
import org.latchkey.config.Attribute;
import org.latchkey.config.Secret;
import org.latchkey.config.SettingsReader;
import org.latchkey.config.WatchedFile;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;
import org.latchkey.refusal.Invisible;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * One helpdesk that takes Simple SSO.
 *
 * @param portals the first one is meant where a request names none
 * @param nameFrom the attribute that becomes the name
 * @param extras attribute by parameter name: {@code phone}, {@code company}, as far as configured
 */
public record HmacApplication(
        Application application, List<Portal> portals, Formula formula, String nameFrom, Map<String, String> extras)
        implements Registration {

    static final Attribute PORTAL = Attribute.of(
                    "portal",
                    "https:// addresses of portals, without a path, separated by white space",
                    "where signed links may lead, the first where a request names none; `host_url` "
                            + "must name one of them")
            .needed("always");
    static final Attribute SECRET =
            Attribute.of("secret", "the shared secret", "better kept in a file").needed("or `secretFile`");
    static final Attribute SECRET_FILE = Attribute.of(
                    "secretFile", "the path of a text file", "the file whose first line is the shared secret")
            .needed("or `secret`");
    static final Attribute FORMULA = Attribute.of(
                    "formula",
                    "name-secret-email-timestamp, name-email-timestamp or name-email",
                    "what is hashed; the last two are for old tenants and are not safe")
            .orElse(Formula.NAME_SECRET_EMAIL_TIMESTAMP.word());
    static final Attribute PORTAL_SECRETS =
            Attribute.of("portalSecrets", "host=path of a text file, …", "the secrets of portals that have their own");
    static final Attribute NAME_FROM = Attribute.of(
                    "nameFrom",
                    "the name of a directory attribute",
                    "what people are called at the helpdesk; the account where it is empty")
            .orElse("displayName");
    static final Attribute PHONE =
            Attribute.of("phone", "the name of a directory attribute", "sent as `phone` where it has a value");
    static final Attribute COMPANY =
            Attribute.of("company", "the name of a directory attribute", "sent as `company` where it has a value");

    public static final List<Attribute> ATTRIBUTES = Stream.concat(
                    Application.ATTRIBUTES.stream(),
                    Stream.of(
                            Application.REPLACES,
                            PORTAL,
                            SECRET,
                            SECRET_FILE,
                            FORMULA,
                            PORTAL_SECRETS,
                            NAME_FROM,
                            PHONE,
                            COMPANY))
            .toList();

    public HmacApplication {
        portals = List.copyOf(portals);
        extras = Map.copyOf(extras);
    }

    /** @return empty when the configuration has errors, which the reader has noted then */
    public static Optional<HmacApplication> read(SettingsReader reader, String id) {
        reader.required(PORTAL);
        List<URI> addresses = reader.addresses(PORTAL);
        Application application = Application.read(reader, id, addresses);
        addresses.forEach(address -> requireBare(reader, address));
        Formula formula = reader.choice(FORMULA, Formula.NAME_SECRET_EMAIL_TIMESTAMP);
        Map<String, Supplier<Secret>> own = portalSecrets(reader);
        own.keySet().stream()
                .filter(host -> addresses.stream().noneMatch(address -> host.equalsIgnoreCase(address.getAuthority())))
                .forEach(host -> reader.error(PORTAL_SECRETS, host, "is the host of no address in portal"));
        Supplier<Secret> shared = reader.secret(SECRET, SECRET_FILE);
        String nameFrom = reader.required(NAME_FROM);
        Map<String, String> extras = new LinkedHashMap<>();
        reader.text(PHONE).ifPresent(attribute -> extras.put("phone", attribute));
        reader.text(COMPANY).ifPresent(attribute -> extras.put("company", attribute));
        if (shared == null || reader.failed()) {
            return Optional.empty();
        }
        warnOfFormula(reader, formula);
        List<Portal> portals = new ArrayList<>();
        for (URI address : addresses) {
            Portal portal = new Portal(address, shared);
            portals.add(new Portal(address, own.getOrDefault(portal.host(), shared)));
        }
        return Optional.of(new HmacApplication(application, portals, formula, nameFrom, extras));
    }

    private static void requireBare(SettingsReader reader, URI address) {
        boolean path = !address.getRawPath().isEmpty() && !address.getRawPath().equals("/");
        if (path || address.getRawQuery() != null) {
            reader.error(PORTAL, address.toString(), "expected " + PORTAL.form());
        }
        if ("http".equalsIgnoreCase(address.getScheme()) && !"localhost".equalsIgnoreCase(address.getHost())) {
            reader.warning(
                    PORTAL, address.toString(), "signed links would cross the network unencrypted; use https://");
        }
    }

    private static Map<String, Supplier<Secret>> portalSecrets(SettingsReader reader) {
        Map<String, Supplier<Secret>> secrets = new LinkedHashMap<>();
        reader.map(PORTAL_SECRETS).forEach((host, file) -> {
            try {
                secrets.put(host.toLowerCase(Locale.ROOT), WatchedFile.open(Path.of(file), Secret::parse));
            } catch (IOException | InvalidPathException e) {
                reader.error(
                        PORTAL_SECRETS,
                        host,
                        "its file cannot be read: " + e.getClass().getSimpleName());
            } catch (IllegalArgumentException e) {
                reader.error(PORTAL_SECRETS, host, "its file " + e.getMessage());
            }
        });
        return secrets;
    }

    private static void warnOfFormula(SettingsReader reader, Formula formula) {
        if (formula == Formula.NAME_EMAIL_TIMESTAMP) {
            reader.warning(
                    FORMULA,
                    formula.word(),
                    "is not safe: whoever can change his display name can sign in as"
                            + " somebody else. Use it only as long as the helpdesk refuses name-secret-email-timestamp");
        }
        if (formula == Formula.NAME_EMAIL) {
            reader.warning(
                    FORMULA,
                    formula.word(),
                    "is not safe: a link that anybody saw once signs in for ever. Use it"
                            + " only as long as the helpdesk refuses name-secret-email-timestamp");
        }
    }

    /** Where signed links may lead, for pages about this application. */
    public List<URI> portalAddresses() {
        return portals.stream().map(Portal::address).toList();
    }

    @Override
    public String protocol() {
        return "hmac";
    }

    @Override
    public List<URI> destinations() {
        return portals.stream().map(Portal::link).toList();
    }

    @Override
    public Set<String> directoryAttributes() {
        Set<String> names = new LinkedHashSet<>(application.mail());
        names.add(nameFrom);
        names.addAll(extras.values());
        return names;
    }

    /** Nothing of the request is echoed, so a link is as good a beginning as the helpdesk itself. */
    @Override
    public Optional<String> ownStart() {
        return Optional.of("/hmac/" + application.id());
    }

    /** @throws Refusal {@link Reason#HOST_URL_UNKNOWN} */
    Portal portal(HmacRequest request) {
        if (request.host().isEmpty()) {
            return request.redirectTo().flatMap(this::owning).orElse(portals.get(0));
        }
        String host = request.host().get();
        return portals.stream()
                .filter(portal -> portal.isNamed(host))
                .findFirst()
                .orElseThrow(() -> new Refusal(Reason.HOST_URL_UNKNOWN).with("host_url", host));
    }

    /** A portal link names only the page to land on. */
    private Optional<Portal> owning(String redirectTo) {
        return portals.stream().filter(portal -> portal.owns(redirectTo)).findFirst();
    }

    /**
     * The page that a request asks for.
     *
     * @throws Refusal {@link Reason#REDIRECT_TO_UNKNOWN} for one that is not on this portal, nor on a site of no portal
     */
    Optional<String> requireOwn(Portal portal, HmacRequest request) {
        request.redirectTo().filter(page -> !mayLandOn(portal, page)).ifPresent(page -> {
            throw new Refusal(Reason.REDIRECT_TO_UNKNOWN).with("page", page);
        });
        return request.redirectTo();
    }

    /** The page for somebody who asked for none. */
    Optional<String> landing(Portal portal, Membership groups) {
        return application.landing().of(groups).filter(page -> mayLandOn(portal, page));
    }

    /** On another portal nobody is signed in by this one's link. */
    private boolean mayLandOn(Portal portal, String page) {
        return portal.owns(page)
                || (owning(page).isEmpty() && application.sites().contain(page));
    }

    /**
     * What is said about a person, by parameter name, before it is signed.
     *
     * @throws Refusal {@link Reason#ATTRIBUTE_UNUSABLE}
     */
    Map<String, String> valuesOf(DirectoryUser user, MailAddress mail, Optional<String> redirectTo) {
        // Without a name the helpdesk would show an empty one; the account is at least recognised.
        String name = user.attribute(nameFrom).orElse(user.account().name());
        // Between two unseparated values of a hash, what cannot be seen could move the border.
        if (Invisible.controlIn(name)) {
            throw new Refusal(Reason.ATTRIBUTE_UNUSABLE)
                    .with("account", user.account().toString())
                    .with("attribute", nameFrom);
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put(SimpleSsoUrl.NAME, name);
        values.put(SimpleSsoUrl.EMAIL, mail.text());
        for (String parameter : List.of("phone", "company")) {
            Optional.ofNullable(extras.get(parameter))
                    .flatMap(user::attribute)
                    .ifPresent(value -> values.put(parameter, value));
        }
        redirectTo.ifPresent(page -> values.put("redirect_to", page));
        return values;
    }

    /**
     * The link as it would be, and what would be hashed for it.
     *
     * @param leftOut stands for secret, time and hash
     */
    Map<String, String> outline(Map<String, String> said, Portal portal, String leftOut) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("Link", portal.link() + "?" + SimpleSsoUrl.query(said, leftOut, leftOut));
        parts.put(
                "Hashed by " + formula.algorithm(),
                formula.message(
                        String.valueOf(said.get(SimpleSsoUrl.NAME)),
                        leftOut,
                        String.valueOf(said.get(SimpleSsoUrl.EMAIL)),
                        leftOut));
        return parts;
    }

    /** The signed link for a person. */
    SimpleSsoUrl linkFor(
            DirectoryUser user, MailAddress mail, Portal portal, Optional<String> redirectTo, Clock clock) {
        return SimpleSsoUrl.sign(
                valuesOf(user, mail, redirectTo), formula, portal.secret().get(), clock);
    }
}
