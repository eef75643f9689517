package org.latchkey.saml;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.latchkey.application.Application;
import org.latchkey.application.RedirectAllowList;
import org.latchkey.application.Registration;
import org.latchkey.application.Target;
import org.latchkey.config.Attribute;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * One service provider that trusts this identity provider.
 *
 * @param metadata asked for at each request, so that a changed metadata file counts from then on
 * @param encrypt whether assertions are encrypted; then the service provider has a certificate for it
 * @param requestsSigned whether an AuthnRequest without a signature is refused
 * @param nameIdFormat where the request does not ask for another
 * @param logoutUrl where the application signs people out, for those whom single logout leaves signed in
 */
public record SamlApplication(
        Application application,
        MetadataSource metadata,
        SignedParts sign,
        boolean encrypt,
        DataEncryption encryption,
        boolean requestsSigned,
        NameIdFormat nameIdFormat,
        List<AttributeRule> attributes,
        Optional<URI> logoutUrl)
        implements Registration {

    static final Attribute METADATA_FILE = Attribute.of(
                    "metadataFile",
                    "the path of an XML file",
                    "the service provider's metadata, as it offers it for download")
            .needed("or `spEntityId` and `acs`");
    static final Attribute METADATA_TRUST_FILE = Attribute.of(
            "metadataTrustFile", "the path of a PEM file", "the certificate that must have signed the metadata file");
    static final Attribute SP_ENTITY_ID = Attribute.of(
                    "spEntityId",
                    "the service provider's entity ID",
                    "its name where there is no metadata file; with one, chooses among several")
            .needed("without `metadataFile`");
    static final Attribute ACS = Attribute.of(
                    "acs",
                    "https:// addresses, separated by white space",
                    "where responses may be posted; the first one is the default")
            .needed("without `metadataFile`");
    static final Attribute SIGN = Attribute.of(
                    "sign", "both, assertion or response", "which parts of a response are signed, with RSA-SHA256")
            .orElse("both");
    static final Attribute ENCRYPT = Attribute.of(
                    "encrypt", "true or false", "encrypts assertions for the certificate of the metadata file")
            .orElse("false");
    static final Attribute ENCRYPTION = Attribute.of(
                    "encryption", "aes256-gcm, aes256-cbc, aes128-gcm or aes128-cbc", "how assertions are encrypted")
            .orElse("aes256-gcm");
    static final Attribute REQUESTS_SIGNED = Attribute.of(
                    "requestsSigned",
                    "optional or required",
                    "whether sign-in requests without a signature are refused; `required` needs metadata")
            .orElse("optional");
    static final Attribute NAME_ID_FORMAT = Attribute.of(
                    "nameIdFormat",
                    "emailAddress, persistent or unspecified",
                    "how people are named where a request asks for nothing else; `persistent` is "
                            + "`objectGUID`, the others the mail address")
            .orElse("emailAddress");
    static final Attribute ATTRIBUTES_SENT = Attribute.of(
            "attributes",
            "name=attribute, …",
            "what is told of people, left out where the attribute is empty; default: every "
                    + "name by which Freshworks reads what a directory knows");
    static final Attribute LOGOUT_URL = Attribute.of(
            "logoutUrl",
            "an https:// address",
            "where the application signs people out; the page after signing out leads there when single logout did not");

    public static final List<Attribute> ATTRIBUTES = Stream.concat(
                    Application.ATTRIBUTES.stream(),
                    Stream.of(
                            METADATA_FILE,
                            METADATA_TRUST_FILE,
                            SP_ENTITY_ID,
                            ACS,
                            SIGN,
                            ENCRYPT,
                            ENCRYPTION,
                            REQUESTS_SIGNED,
                            NAME_ID_FORMAT,
                            ATTRIBUTES_SENT,
                            LOGOUT_URL))
            .toList();

    public SamlApplication {
        attributes = List.copyOf(attributes);
    }

    /** @return empty when the configuration has errors, which the reader has noted then */
    public static Optional<SamlApplication> read(SettingsReader reader, String id, Clock clock) {
        OpenSaml.start();
        Application application = Application.read(reader, id);
        SignedParts sign = reader.choice(SIGN, SignedParts.BOTH);
        boolean encrypt = reader.flag(ENCRYPT);
        DataEncryption encryption = reader.choice(ENCRYPTION, DataEncryption.AES256_GCM);
        boolean required = reader.choice(REQUESTS_SIGNED, optionalOrRequired(), false);
        NameIdFormat nameId = reader.choice(NAME_ID_FORMAT, NameIdFormat.EMAIL_ADDRESS);
        Map<String, String> attributes = reader.map(ATTRIBUTES_SENT);
        Optional<URI> logoutUrl = reader.address(LOGOUT_URL);
        MetadataSource metadata = MetadataSource.read(reader, new MetadataNeeds(encrypt, required), clock);
        if (metadata == null || reader.failed()) {
            return Optional.empty();
        }
        warn(reader, metadata, sign);
        if (encrypt && !metadata.takes(encryption)) {
            reader.warning(
                    ENCRYPTION,
                    encryption.word(),
                    "but the metadata name other algorithms (EncryptionMethod); the application may not be able to decrypt");
        }
        return Optional.of(new SamlApplication(
                application,
                metadata,
                sign,
                encrypt,
                encryption,
                required,
                nameId,
                attributes.isEmpty() ? AttributeRule.DEFAULT : AttributeRule.of(attributes),
                logoutUrl));
    }

    private static void warn(SettingsReader reader, MetadataSource metadata, SignedParts sign) {
        if (metadata.wantsSignedAssertions() && !sign.assertion()) {
            reader.warning(SIGN, "response", "but the metadata ask for signed assertions (WantAssertionsSigned)");
        }
        metadata.get().consumers().stream()
                .map(AssertionConsumerService::location)
                .filter(SamlApplication::isPlainText)
                .forEach(address -> reader.warning(
                        reader.text(ACS).isPresent() ? ACS : METADATA_FILE,
                        address.toString(),
                        "assertions would cross the network unencrypted; use https://"));
    }

    private static boolean isPlainText(URI address) {
        return "http".equalsIgnoreCase(address.getScheme()) && !"localhost".equalsIgnoreCase(address.getHost());
    }

    private static Map<String, Boolean> optionalOrRequired() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("optional", false);
        words.put("required", true);
        return words;
    }

    /**
     * What its metadata say now.
     *
     * @throws Refusal {@link Reason#SAML_METADATA_EXPIRED}
     */
    public ServiceProvider serviceProvider() {
        return metadata.get();
    }

    /** Until when its metadata may be believed; empty where they do not say. */
    public Optional<Instant> metadataEnd() {
        return metadata.validUntil();
    }

    /** By which its requests name it, even where its metadata have expired. */
    public String entityId() {
        return metadata.entityId();
    }

    /**
     * The addresses to which responses may be posted, the default one first.
     *
     * @throws Refusal {@link Reason#SAML_METADATA_EXPIRED}
     */
    public RedirectAllowList redirects() {
        ServiceProvider provider = serviceProvider();
        return new RedirectAllowList(Stream.concat(Stream.of(provider.defaultConsumer()), provider.consumers().stream())
                .map(AssertionConsumerService::location)
                .distinct()
                .toList());
    }

    /** {@link #logoutUrl}, as a page leads there. */
    Optional<Target> logoutTarget() {
        return logoutUrl.map(address -> new RedirectAllowList(List.of(address)).first());
    }

    @Override
    public String protocol() {
        return "saml";
    }

    @Override
    public List<URI> destinations() {
        return redirects().addresses();
    }

    @Override
    public Set<String> directoryAttributes() {
        Set<String> names = new LinkedHashSet<>(application.mail());
        attributes.forEach(rule -> names.add(rule.source()));
        return names;
    }

    /** Where the application starts its own sign-ins, portal links leave that to it. */
    @Override
    public Optional<String> ownStart() {
        return application.start().isPresent() ? Optional.empty() : Optional.of("/saml/start/" + application.id());
    }

    /**
     * What the assertion tells of a person, by attribute; those without a value are left out.
     *
     * @throws Refusal {@link Reason#MAIL_MISSING}
     */
    public Map<AttributeRule, String> attributesOf(DirectoryUser user) {
        Map<AttributeRule, String> values = new LinkedHashMap<>();
        attributes.forEach(rule -> rule.valueOf(application, user).ifPresent(value -> values.put(rule, value)));
        return values;
    }
}
