package org.latchkey.jwt;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.latchkey.application.Application;
import org.latchkey.application.MailAddress;
import org.latchkey.application.RedirectAllowList;
import org.latchkey.application.Registration;
import org.latchkey.application.Target;
import org.latchkey.config.Attribute;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.keys.SigningKey;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * One JWT registration of a Freshworks organisation: a module with its own redirect address and public key.
 *
 * @param key asked for at each sign-in, so that a changed key file counts from then on
 * @param nextKey the key to come, where its file is configured
 * @param claims directory attribute by claim name, for the claims beyond those that every token has, and for its names
 */
public record JwtApplication(
        Application application,
        RedirectAllowList redirects,
        Supplier<SigningKey> key,
        Optional<NextKey> nextKey,
        Optional<String> clientId,
        Subject subject,
        Duration lifetime,
        Map<String, String> claims)
        implements Registration {

    /** Ten times what Freshworks sends today; the answer must fit into an address that every proxy passes on. */
    public static final int LONGEST_STATE = 2048;

    public static final int LONGEST_NONCE = 512;

    static final Attribute REDIRECT_URI = Attribute.of(
                    "redirectUri",
                    "the Redirect URL that Freshworks shows, https://…; several are separated by white space",
                    "where answers may be sent; a request's `redirect_uri` is compared with it whole")
            .needed("always");
    static final Attribute KEY = Attribute.of(
                    "key", "an RSA private key in PEM, on one line", "the signing key itself; better kept in a file")
            .needed("or `keyFile`");
    static final Attribute KEY_FILE = Attribute.of(
                    "keyFile",
                    "the path of a PEM file, PKCS#1 or PKCS#8",
                    "the file that holds the signing key, without passphrase")
            .needed("or `key`");
    static final Attribute NEXT_KEY_FILE = Attribute.of(
            "nextKeyFile",
            "the path of a PEM file, PKCS#1 or PKCS#8",
            "the key to come, shown on the setup page so that it can be pasted ahead; nothing is signed with it");
    static final Attribute ACCEPT_WEAK_KEY = Attribute.of(
                    "acceptWeakKey", "true or false", "signs with a key of 1024 to 2047 bits, for the time of a move")
            .orElse("false");
    static final Attribute CLIENT_ID = Attribute.of(
            "clientId",
            "the client_id that Freshworks sends",
            "requests with another `client_id` are refused; default: any");
    static final Attribute SUBJECT = Attribute.of(
                    "subject",
                    "objectGUID, sAMAccountName, userPrincipalName or mail",
                    "the directory attribute that becomes the claim `sub`")
            .orElse("objectGUID");
    static final Attribute LIFETIME = Attribute.of(
                    "lifetime", "10s to 1h", "how long a token is good for, counted from the moment it is signed")
            .orElse("5m");
    static final Attribute CLAIMS = Attribute.of(
            "claims",
            "claim=attribute, …",
            "more claims, each from a directory attribute, for instance "
                    + "`phone=telephoneNumber, job_title=title`; left out where that is empty. "
                    + "Refused are those that Latchkey sets or keeps out: sub, email, iat, exp, nbf, nonce, iss, aud, jti");

    public static final List<Attribute> ATTRIBUTES = Stream.concat(
                    Application.ATTRIBUTES.stream(),
                    Stream.of(
                            Application.REPLACES,
                            REDIRECT_URI,
                            KEY,
                            KEY_FILE,
                            NEXT_KEY_FILE,
                            ACCEPT_WEAK_KEY,
                            CLIENT_ID,
                            SUBJECT,
                            LIFETIME,
                            CLAIMS))
            .toList();

    private static final Set<String> OWN_CLAIMS =
            Set.of("sub", "email", "iat", "exp", "nbf", "nonce", "iss", "aud", "jti");

    private static final Set<String> NAMES = Set.of("givenName", "sn", "displayName", "cn");

    public JwtApplication {
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /** @return empty when the configuration has errors, which the reader has noted then */
    public static Optional<JwtApplication> read(SettingsReader reader, String id) {
        Application application = Application.read(reader, id);
        reader.required(REDIRECT_URI);
        List<URI> redirects = reader.addresses(REDIRECT_URI);
        redirects.forEach(redirect -> warnOfPlainText(reader, redirect));
        boolean acceptWeakKey = reader.flag(ACCEPT_WEAK_KEY);
        Supplier<SigningKey> key = reader.inlineOrFile(KEY, KEY_FILE, text -> StrongKey.parse(text, acceptWeakKey));
        Subject subject = reader.choice(SUBJECT, Subject.OBJECT_GUID);
        Duration lifetime = reader.duration(LIFETIME, Duration.ofSeconds(10), Duration.ofHours(1));
        Map<String, String> claims = reader.map(CLAIMS);
        claims.keySet().stream()
                .filter(OWN_CLAIMS::contains)
                .forEach(claim -> reader.error(CLAIMS, claim, "is set by Latchkey itself"));
        Optional<String> clientId = reader.text(CLIENT_ID);
        if (key == null || reader.failed()) {
            return Optional.empty();
        }
        warnOfWeakKey(reader, key.get());
        RedirectAllowList allowed = new RedirectAllowList(redirects);
        Optional<NextKey> nextKey = reader.path(NEXT_KEY_FILE).map(NextKey::new);
        nextKey.ifPresent(next -> warnOfNextKey(reader, next));
        return Optional.of(new JwtApplication(application, allowed, key, nextKey, clientId, subject, lifetime, claims));
    }

    private static void warnOfWeakKey(SettingsReader reader, SigningKey key) {
        if (key.bits() < Rs256.STRONG_BITS) {
            reader.warning(
                    ACCEPT_WEAK_KEY,
                    "true",
                    "the signing key has only " + key.bits()
                            + " bits: whoever breaks it can sign in as anybody. Replace it with one of 2048 bits");
        }
    }

    /** It closes nothing: nobody needs it before the change, and after the change it is gone. */
    private static void warnOfNextKey(SettingsReader reader, NextKey nextKey) {
        try {
            nextKey.find();
        } catch (IllegalArgumentException e) {
            reader.warning(NEXT_KEY_FILE, "", String.valueOf(e.getMessage()));
        }
    }

    private static void warnOfPlainText(SettingsReader reader, URI redirect) {
        if ("http".equalsIgnoreCase(redirect.getScheme()) && !"localhost".equalsIgnoreCase(redirect.getHost())) {
            reader.warning(
                    REDIRECT_URI, redirect.toString(), "tokens would cross the network unencrypted; use https://");
        }
    }

    @Override
    public String protocol() {
        return "jwt";
    }

    @Override
    public List<URI> destinations() {
        return redirects.addresses();
    }

    @Override
    public Set<String> directoryAttributes() {
        Set<String> names = new LinkedHashSet<>(NAMES);
        names.addAll(application.mail());
        names.addAll(claims.values());
        names.add(subject.attribute());
        return names;
    }

    /**
     * Where the answer to a request goes.
     *
     * @throws Refusal {@link Reason#CLIENT_ID_UNKNOWN} when it names another client than the configured one, {@link
     *     Reason#REDIRECT_URI_UNKNOWN}
     */
    Target targetOf(JwtRequest asked) {
        if (clientId.isPresent() && asked.clientId().isPresent() && !clientId.equals(asked.clientId())) {
            throw new Refusal(Reason.CLIENT_ID_UNKNOWN)
                    .with("client_id", asked.clientId().get());
        }
        return asked.redirectUri().map(redirects::require).orElseGet(redirects::first);
    }

    /** Whether a request's parameter names this application. Freshworks' client_id is part of its Redirect URL, too. */
    boolean isNamed(String parameter, String value) {
        return switch (parameter) {
            case "client_id" ->
                clientId.map(value::equals)
                        .orElseGet(() -> redirects.addresses().stream()
                                .anyMatch(
                                        address -> List.of(address.getRawPath().split("/", -1))
                                                .contains(value)));
            case "redirect_uri" -> redirects.find(value).isPresent();
            default -> false;
        };
    }

    /**
     * What the token says about a person, before it is signed.
     *
     * @throws Refusal {@link Reason#NAME_MISSING}, {@link Reason#SUBJECT_MISSING}
     */
    Map<String, String> claimsOf(DirectoryUser user, MailAddress mail) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("email", mail.text());
        values.put(
                "sub",
                subject.of(user)
                        .orElseThrow(() -> new Refusal(Reason.SUBJECT_MISSING)
                                .with("account", user.account().toString())
                                .with("attribute", subject.attribute())));
        PersonName name = PersonName.of(user);
        values.put("given_name", name.given());
        values.put("family_name", name.family());
        claims.forEach((claim, attribute) -> user.attribute(attribute).ifPresent(value -> values.put(claim, value)));
        return values;
    }

    /** The signed token for a person and a nonce. */
    IdToken tokenFor(DirectoryUser user, MailAddress mail, String nonce, Clock clock) {
        return IdToken.sign(claimsOf(user, mail), nonce, key.get(), clock, lifetime);
    }

    /** The first signature of a JVM costs hundreds of milliseconds of class loading; better at start than at the first sign-in. */
    public void warmUp(Clock clock) {
        IdToken.sign(Map.of("sub", "warm-up"), "warm-up", key.get(), clock, lifetime);
    }
}
