package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.keys.SelfSigned;

/** The identity provider's key in a key store: a PKCS#12 file, and a store of the system with keys that nobody can export. */
final class SigningStoreTest {

    private static final SelfSigned SELF = SelfSigned.named("sso.corp.example.com");
    private static final SelfSigned OTHER = SelfSigned.named("other.example");

    @TempDir
    Path folder;

    private Described described;
    private Optional<Provider> real = Optional.empty();
    private int place;

    @BeforeEach
    void describe() {
        described = new Described(folder, "latchkey/saml");
    }

    /** On Windows, the real store stays out of these tests, and comes back to its place after each. */
    @BeforeEach
    void removeTheRealProvider() {
        real = Optional.ofNullable(Security.getProvider("SunMSCAPI"));
        place = real.map(List.of(Security.getProviders())::indexOf).orElse(-1) + 1;
        Security.removeProvider("SunMSCAPI");
    }

    @AfterEach
    void restoreProviders() {
        Security.removeProvider("StandInCertificateStore");
        real.ifPresent(provider -> Security.insertProviderAt(provider, place));
    }

    private static void install(Map<String, SelfSigned> account) {
        install(account, Map.of());
    }

    private static void install(Map<String, SelfSigned> account, Map<String, SelfSigned> machine) {
        Security.addProvider(new CertificateStoreProvider(account, machine));
    }

    private static byte[] pkcs12(String password, Map<String, SelfSigned> entries)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Map.Entry<String, SelfSigned> entry : entries.entrySet()) {
            Certificate[] chain = {entry.getValue().certificate()};
            store.setKeyEntry(entry.getKey(), entry.getValue().pair().getPrivate(), password.toCharArray(), chain);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return out.toByteArray();
    }

    @Test
    void readWhenPkcs12WithOneKeyThenThatOne() throws GeneralSecurityException, IOException {
        described
                .withFile("keystoreFile", pkcs12("sesame", Map.of("idp", SELF)))
                .withFile("keystorePasswordFile", "sesame\n");

        assertThat(described.provider().credentials().current().certificate()).isEqualTo(SELF.certificate());
    }

    @Test
    void readWhenAliasThenTheEntryOfThatName() throws GeneralSecurityException, IOException {
        described
                .withFile("keystoreFile", pkcs12("sesame", Map.of("one", OTHER, "two", SELF)))
                .withFile("keystorePasswordFile", "sesame")
                .with("alias", "two");

        assertThat(described.provider().credentials().current().certificate()).isEqualTo(SELF.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "three"})
    void readWhenSeveralKeysAndNoneIsNamedThenTheirNames(String alias) throws GeneralSecurityException, IOException {
        described
                .withFile("keystoreFile", pkcs12("sesame", Map.of("one", OTHER, "two", SELF)))
                .withFile("keystorePasswordFile", "sesame")
                .with("alias", alias);

        assertThat(described.identityProvider(Described.CLOCK)).isEmpty();
        assertThat(described.problem().expected()).contains("one", "two");
    }

    @Test
    void readWhenThePasswordIsAnotherThenToldAndNotQuoted() throws GeneralSecurityException, IOException {
        described
                .withFile("keystoreFile", pkcs12("sesame", Map.of("idp", SELF)))
                .withFile("keystorePasswordFile", "poppy");

        assertThat(described.identityProvider(Described.CLOCK)).isEmpty();
        assertThat(described.problem().toString()).contains("another password").doesNotContain("poppy");
    }

    /** Nothing calls {@code getEncoded} or expects an RSA type, in our code and in OpenSAML's: such a key throws for it. */
    @ParameterizedTest
    @CsvSource({"Windows-MY, false", "Windows-MY-LOCALMACHINE, true"})
    void currentWhenTheKeyCannotBeExportedThenItSigns(String type, boolean machine) throws Exception {
        Map<String, SelfSigned> ours = Map.of("idp", SELF);
        Map<String, SelfSigned> theirs = Map.of("idp", OTHER);
        install(machine ? theirs : ours, machine ? ours : theirs);
        IdentityProvider provider = described.with("keystoreType", type).provider();

        SigningCredential credential = provider.credentials().current();

        assertThat(credential.certificate()).isEqualTo(SELF.certificate());
        assertThat(credential.key()).isInstanceOf(CertificateStoreProvider.OpaqueKey.class);
        String xml = new IdentityProviderMetadata(provider, List.of(SELF.certificate()), false)
                .document(credential, Described.NOW);
        XmlSignatures.requireValid(xml, SELF.certificate());
    }

    @Test
    void readWhenTheSystemsStoreHoldsSeveralKeysThenAliasChooses() {
        install(Map.of("one", OTHER, "two", SELF));

        assertThat(described
                        .with("keystoreType", "windows-my")
                        .with("alias", "two")
                        .provider()
                        .credentials()
                        .current()
                        .certificate())
                .isEqualTo(SELF.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Windows-MY", "Windows-MY-LOCALMACHINE"})
    void readWhenTheSystemHasNoSuchStoreThenWhereItWouldBe(String type) {
        described.with("keystoreType", type);

        assertThat(described.identityProvider(Described.CLOCK)).isEmpty();
        assertThat(described.problem().expected()).contains("needs Windows");
    }

    @Test
    void readWhenTheSystemsStoreAndAFileThenProblem() {
        install(Map.of("idp", SELF));
        described.with("keystoreType", "Windows-MY").withFile("keystoreFile", "x");

        assertThat(described.identityProvider(Described.CLOCK)).isEmpty();
        assertThat(described.problem().attribute()).isEqualTo("keystoreFile");
    }
}
