package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.config.Attribute;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.keys.KeyTexts;
import org.latchkey.keys.SelfSigned;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlApplication;
import org.latchkey.saml.SamlSettings;

/** Applications and an identity provider as a descriptor has them, each with what a test adds. */
final class Registered {

    static final String REDIRECT = "https://acme.myfreshworks.com/sp/OIDC/7/implicit";
    static final String CONSUMER = "https://acme.myfreshworks.com/sp/SAML/8/callback";
    static final URI PUBLIC_URL = URI.create("https://sso.corp.example.com/latchkey");

    private static final String KEY = KeyTexts.pkcs1(KeyTexts.rsa(2048).getPrivate());

    private Registered() {}

    static JwtApplication jwt(String id, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(Map.of("protocol", "jwt", "redirectUri", REDIRECT));
        if (!more.containsKey("keyFile")) {
            attributes.put("key", KEY.replace("\n", ""));
        }
        attributes.putAll(more);
        Problems problems = new Problems();
        return working(JwtApplication.read(reader(id, attributes, problems, JwtApplication.ATTRIBUTES), id), problems);
    }

    static HmacApplication hmac(String id, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(
                Map.of("protocol", "hmac", "portal", "https://acme.freshdesk.com", "secret", "0123456789secret"));
        attributes.putAll(more);
        Problems problems = new Problems();
        return working(
                HmacApplication.read(reader(id, attributes, problems, HmacApplication.ATTRIBUTES), id), problems);
    }

    static SamlApplication saml(String id, Clock clock, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(Map.of("protocol", "saml"));
        if (!more.containsKey("metadataFile")) {
            attributes.put("spEntityId", "https://acme.myfreshworks.com/sp/SAML/8/metadata");
            attributes.put("acs", CONSUMER);
        }
        attributes.putAll(more);
        Problems problems = new Problems();
        return working(
                SamlApplication.read(reader(id, attributes, problems, SamlApplication.ATTRIBUTES), id, clock),
                problems);
    }

    /** @param next the certificate in {@code nextCertificateFile} */
    static IdentityProvider provider(Path folder, Clock clock, SelfSigned now, Optional<SelfSigned> next) {
        Map<String, String> attributes = new HashMap<>(Map.of(
                "keyFile", file(folder, "idp.key", now.keyText()),
                "certificateFile", file(folder, "idp.crt", now.certificateText())));
        next.ifPresent(
                found -> attributes.put("nextCertificateFile", file(folder, "next.crt", found.certificateText())));
        Problems problems = new Problems();
        SettingsReader reader =
                new SettingsReader(new Settings("latchkey/saml", attributes), problems, SamlSettings.ATTRIBUTES);
        return working(SamlSettings.read(reader, Optional.of(PUBLIC_URL), clock), problems);
    }

    static String file(Path folder, String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SettingsReader reader(
            String id, Map<String, String> attributes, Problems problems, List<Attribute> known) {
        return new SettingsReader(new Settings("latchkey/app/" + id, attributes), problems, known);
    }

    private static <T> T working(Optional<T> read, Problems problems) {
        assertThat(problems.list()).noneMatch(Problem::isError);
        return read.orElseThrow();
    }
}
