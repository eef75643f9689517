package org.latchkey.saml;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.Attribute;
import org.latchkey.config.Secret;
import org.latchkey.config.SettingsReader;
import org.latchkey.keys.CertificateFile;
import org.latchkey.keys.SigningKey;

/** What all SAML applications see of this side: resource {@code latchkey/saml}. */
public final class SamlSettings {

    static final Attribute KEY_FILE = Attribute.of(
                    "keyFile",
                    "the path of a PEM file, PKCS#1 or PKCS#8",
                    "the file that holds the signing key, RSA of 2048 bits or more")
            .needed("or a key store");
    static final Attribute CERTIFICATE_FILE = Attribute.of(
                    "certificateFile", "the path of a PEM file", "the certificate that belongs to `keyFile`")
            .needed("with `keyFile`");
    static final Attribute KEYSTORE_FILE = Attribute.of(
                    "keystoreFile", "the path of a PKCS#12 file", "holds key and certificate, instead of the two files")
            .needed("or the two files");
    static final Attribute KEYSTORE_TYPE = Attribute.of(
                    "keystoreType",
                    "PKCS12, Windows-MY or Windows-MY-LOCALMACHINE",
                    "`Windows-MY` is the certificate store of the account that Tomcat runs as, "
                            + "`Windows-MY-LOCALMACHINE` the computer's; both are without a file")
            .orElse("PKCS12");
    static final Attribute KEYSTORE_PASSWORD_FILE = Attribute.of(
            "keystorePasswordFile",
            "the path of a text file",
            "the file whose first line is the password of `keystoreFile`");
    static final Attribute ALIAS = Attribute.of(
            "alias",
            "the name of an entry with a key",
            "which entry of the key store; may be left out where there is only one");
    static final Attribute NEXT_CERTIFICATE_FILE = Attribute.of(
            "nextCertificateFile",
            "the path of a PEM file",
            "the certificate that will follow, published in the metadata ahead of the change");
    /** Of the site; named where it is missed, and never read here. */
    private static final Attribute PUBLIC_URL =
            Attribute.of("publicUrl", "the https:// address that browsers use", "what browsers see");

    static final Attribute ENTITY_ID = Attribute.of(
            "entityId",
            "an address or URN of at most 1024 characters",
            "the name of this identity provider; default: `publicUrl` and `/saml/metadata`");

    public static final List<Attribute> ATTRIBUTES = List.of(
            KEY_FILE,
            CERTIFICATE_FILE,
            KEYSTORE_FILE,
            KEYSTORE_TYPE,
            KEYSTORE_PASSWORD_FILE,
            ALIAS,
            NEXT_CERTIFICATE_FILE,
            ENTITY_ID);

    private static final String FILE = "PKCS12";

    private SamlSettings() {}

    /**
     * @param publicUrl what browsers see: a Host header never makes an address that is signed
     * @return empty when the configuration has errors, which the reader has noted then
     */
    public static Optional<IdentityProvider> read(SettingsReader reader, Optional<URI> publicUrl, Clock clock) {
        OpenSaml.start();
        if (publicUrl.isEmpty()) {
            reader.error(PUBLIC_URL, "", "set it in latchkey/site: SAML signs the addresses that browsers use");
        }
        Supplier<SigningCredential> credential = credential(reader);
        Supplier<X509Certificate> next = reader.file(NEXT_CERTIFICATE_FILE, SamlSettings::next);
        String entityId = reader.parsed(ENTITY_ID, "", SamlSettings::entityId);
        if (credential == null || publicUrl.isEmpty() || reader.failed()) {
            return Optional.empty();
        }
        ExpiryWarnings.atStart(credential.get().certificate(), clock.instant())
                .ifPresent(warning -> reader.warning(certificateAttribute(reader), "", warning));
        SigningCredentials credentials = new SigningCredentials(credential, Optional.ofNullable(next), clock);
        credentials
                .next()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .filter(end -> !clock.instant().isBefore(end))
                .ifPresent(end -> reader.warning(
                        NEXT_CERTIFICATE_FILE,
                        "",
                        "expired at " + end + "; make one that can follow the certificate in force"));
        String base = publicUrl.get().toString().replaceFirst("/+$", "");
        return Optional.of(new IdentityProvider(
                entityId.isEmpty() ? base + "/saml/metadata" : entityId,
                URI.create(base + "/saml/sso"),
                URI.create(base + "/saml/slo"),
                credentials));
    }

    /** One with which nobody could sign would be found out on the day of the change. */
    private static X509Certificate next(byte[] content) {
        X509Certificate certificate = CertificateFile.parse(content);
        SigningCredential.strongKey(certificate);
        return certificate;
    }

    /** An absolute URI (saml-core-2.0-os, 8.3.6), since the schemas of metadata have no other. */
    private static String entityId(String text) {
        if (text.length() > 1024 || !text.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+")) {
            throw new IllegalArgumentException("expected " + ENTITY_ID.form());
        }
        return text;
    }

    private static Attribute certificateAttribute(SettingsReader reader) {
        return reader.text(CERTIFICATE_FILE).isPresent() ? CERTIFICATE_FILE : KEYSTORE_FILE;
    }

    private static @Nullable Supplier<SigningCredential> credential(SettingsReader reader) {
        String type = reader.choice(KEYSTORE_TYPE, types(), FILE);
        boolean store = !type.equals(FILE) || reader.text(KEYSTORE_FILE).isPresent();
        boolean files = reader.text(KEY_FILE).isPresent()
                || reader.text(CERTIFICATE_FILE).isPresent();
        if (store && files) {
            reader.error(KEY_FILE, "", "expected either keyFile and certificateFile, or a key store, not both");
            return null;
        }
        if (!store) {
            return files(reader);
        }
        SigningStore opened = new SigningStore(type, reader.text(ALIAS));
        return type.equals(FILE) ? file(reader, opened) : system(reader, opened);
    }

    private static @Nullable Supplier<SigningCredential> files(SettingsReader reader) {
        reader.required(KEY_FILE);
        reader.required(CERTIFICATE_FILE);
        Supplier<SigningKey> keys = reader.file(KEY_FILE, SigningKey::parse);
        Supplier<X509Certificate> certificates = reader.file(CERTIFICATE_FILE, CertificateFile::parse);
        if (keys == null || certificates == null) {
            return null;
        }
        try {
            return new SigningFiles(keys, certificates);
        } catch (IllegalArgumentException e) {
            reader.error(CERTIFICATE_FILE, certificates.toString(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Supplier<SigningCredential> file(SettingsReader reader, SigningStore store) {
        Supplier<Secret> password = reader.file(KEYSTORE_PASSWORD_FILE, Secret::parse);
        return reader.file(
                KEYSTORE_FILE,
                content -> store.readFile(content, Optional.ofNullable(password).map(Supplier::get)));
    }

    private static @Nullable Supplier<SigningCredential> system(SettingsReader reader, SigningStore store) {
        if (reader.text(KEYSTORE_FILE).isPresent()) {
            reader.error(KEYSTORE_FILE, "", "is for keystoreType PKCS12; Windows' certificate store is no file");
        }
        try {
            SigningCredential credential = store.readSystem();
            return () -> credential;
        } catch (IllegalArgumentException e) {
            reader.error(KEYSTORE_TYPE, store.type(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        List.of(FILE, "Windows-MY", "Windows-MY-LOCALMACHINE").forEach(type -> types.put(type, type));
        return types;
    }
}
