package org.latchkey.saml;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.Attribute;
import org.latchkey.config.SettingsReader;
import org.latchkey.keys.CertificateFile;

/** What all SAML applications see of this side: resource {@code latchkey/saml}. */
public final class SamlSettings {

    static final Attribute KEY_FILE =
            Attribute.of("keyFile", "the path of a PEM file, PKCS#1 or PKCS#8", "the file that holds the signing key");
    static final Attribute CERTIFICATE_FILE =
            Attribute.of("certificateFile", "the path of a PEM file", "the certificate that belongs to keyFile");
    static final Attribute KEYSTORE_FILE = Attribute.of(
            "keystoreFile", "the path of a PKCS#12 file", "holds key and certificate, instead of the two files");
    static final Attribute KEYSTORE_TYPE = Attribute.of(
                    "keystoreType",
                    "PKCS12, Windows-MY or Windows-MY-LOCALMACHINE",
                    "Windows-MY is the certificate store of the account that Tomcat runs as")
            .orElse("PKCS12");
    static final Attribute KEYSTORE_PASSWORD_FILE = Attribute.of(
            "keystorePasswordFile",
            "the path of a text file",
            "the file whose first line is the password of keystoreFile");
    static final Attribute ALIAS = Attribute.of(
            "alias",
            "the name of an entry with a key",
            "which entry of the key store; may be left out where there is only one");
    static final Attribute NEXT_CERTIFICATE_FILE = Attribute.of(
            "nextCertificateFile",
            "the path of a PEM file",
            "the certificate that will follow, published in the metadata ahead of the change");
    static final Attribute ENTITY_ID = Attribute.of(
            "entityId",
            "an address or URN of at most 1024 characters",
            "the name of this identity provider; default: <publicUrl>/saml/metadata");

    public static final List<Attribute> ATTRIBUTES = List.of(
            KEY_FILE,
            CERTIFICATE_FILE,
            KEYSTORE_FILE,
            KEYSTORE_TYPE,
            KEYSTORE_PASSWORD_FILE,
            ALIAS,
            NEXT_CERTIFICATE_FILE,
            ENTITY_ID);

    private SamlSettings() {}

    /**
     * @param publicUrl what browsers see: a Host header never makes an address that is signed
     * @return empty when the configuration has errors, which the reader has noted then
     */
    public static Optional<IdentityProvider> read(SettingsReader reader, Optional<URI> publicUrl, Clock clock) {
        if (publicUrl.isEmpty()) {
            reader.error(ENTITY_ID, "", "needs publicUrl of latchkey/site: SAML signs the addresses that browsers use");
        }
        @Nullable Supplier<SigningCredential> credential = KeyPair.read(reader);
        Optional<Supplier<X509Certificate>> next =
                Optional.ofNullable(reader.file(NEXT_CERTIFICATE_FILE, CertificateFile::parse));
        Optional<String> entityId = reader.text(ENTITY_ID);
        if (credential == null || reader.failed()) {
            return Optional.empty();
        }
        String base = publicUrl.orElseThrow().toString().replaceFirst("/+$", "");
        return Optional.of(new IdentityProvider(
                entityId.orElse(base + "/saml/metadata"),
                URI.create(base + "/saml/sso"),
                URI.create(base + "/saml/slo"),
                new SigningCredentials(credential, next)));
    }
}
