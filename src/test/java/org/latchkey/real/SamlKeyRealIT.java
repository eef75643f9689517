package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.documentation.CodeBlock;
import org.latchkey.keys.Fingerprint;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlSettings;

/** The identity provider's key and certificate as the command of the documentation makes them with openssl. */
class SamlKeyRealIT {

    @TempDir
    Path folder;

    private Path key;
    private Path certificate;

    @BeforeEach
    void makeByTheWordsOfTheDocumentation() {
        key = folder.resolve("saml.key");
        certificate = folder.resolve("saml.crt");
        String command = CodeBlock.of("saml.md", "openssl req -x509").text().strip();
        List<String> words = List.of(command.replace("\"", "")
                .replace("saml.key", key.toString())
                .replace("saml.crt", certificate.toString())
                .split(" "));
        Program.run(words.toArray());
    }

    private static IdentityProvider read(Map<String, Path> files) {
        Map<String, String> attributes = new HashMap<>();
        files.forEach((name, file) -> attributes.put(name, file.toString()));
        Problems problems = new Problems();
        Optional<IdentityProvider> provider = SamlSettings.read(
                new SettingsReader(new Settings("latchkey/saml", attributes), problems, SamlSettings.ATTRIBUTES),
                Optional.of(URI.create("https://sso.corp.example.com/latchkey")),
                Clock.systemUTC());
        assertThat(problems.list()).isEmpty();
        return provider.orElseThrow();
    }

    @Test
    void readWhenMadeByTheCommandThenTheFingerprintsOfOpenssl() {
        IdentityProvider provider = read(Map.of("keyFile", key, "certificateFile", certificate));

        String sha256 = Program.run("openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", certificate);
        String sha1 = Program.run("openssl", "x509", "-noout", "-fingerprint", "-sha1", "-in", certificate);
        assertThat(sha256)
                .contains("="
                        + Fingerprint.sha256(provider.credentials().current().certificate()));
        assertThat(sha1)
                .contains(
                        "=" + Fingerprint.sha1(provider.credentials().current().certificate()));
    }

    @Test
    void readWhenPackedIntoPkcs12ThenTheSameCertificate() throws IOException {
        Path store = folder.resolve("saml.p12");
        Path password = Files.writeString(folder.resolve("password"), "sesame\n");
        Program.run(
                "openssl",
                "pkcs12",
                "-export",
                "-inkey",
                key,
                "-in",
                certificate,
                "-out",
                store,
                "-passout",
                "file:" + password);

        IdentityProvider provider = read(Map.of("keystoreFile", store, "keystorePasswordFile", password));

        assertThat(provider.credentials()
                        .current()
                        .certificate()
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=sso.corp.example.com");
    }
}
