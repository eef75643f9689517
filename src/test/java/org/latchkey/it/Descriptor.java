package org.latchkey.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;

/** A context descriptor, as an administrator would write it, that points at the real parts of this JVM. */
final class Descriptor {

    private static final String CLASSES =
            "type=\"org.latchkey.config.Settings\" factory=\"org.latchkey.config.SettingsFactory\"";

    /** Where each {@link #application} sends its answers. */
    static final String REDIRECT = "https://acme.myfreshworks.com/sp/OIDC/1/implicit";

    private final List<String> resources = new ArrayList<>();

    static Descriptor empty() {
        return new Descriptor();
    }

    /** Windows sign-in by keytab, and the directory that all tests share. */
    static Descriptor standard() {
        DemoDirectory directory = DemoParts.directory();
        return empty().windows().directory(directory.ldapsPort(), directory.trustFile());
    }

    Descriptor windows() {
        return resource(
                "windows",
                Map.of(
                        "provider", "kerberos",
                        "keytab", DemoParts.kdc().keytab().toString(),
                        "servicePrincipal", "HTTP/localhost@CORP.EXAMPLE.COM"));
    }

    Descriptor directory(int port, Path trustFile) {
        DemoDirectory directory = DemoParts.directory();
        return resource(
                "directory/corp",
                Map.of(
                        "domain",
                        "corp.example.com",
                        "servers",
                        "ldaps://localhost:" + port,
                        "account",
                        directory.serviceAccount(),
                        "password",
                        directory.servicePassword(),
                        "trustFile",
                        trustFile.toString(),
                        // Nothing hangs here, but a machine may be slow.
                        "connectTimeout",
                        "30s",
                        "readTimeout",
                        "60s"));
    }

    Descriptor jwt(String id, Map<String, String> attributes) {
        return resource("app/" + id, attributes);
    }

    /** One that speaks JWT with a key of its own, and these attributes besides. */
    Descriptor application(String id, Map<String, String> more) {
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "protocol",
                "jwt",
                "startUrl",
                "https://acme.freshservice.com/",
                "redirectUri",
                REDIRECT,
                "key",
                SigningKeys.pem(SigningKeys.rsa(2048)).replace("\n", "")));
        attributes.putAll(more);
        return resource("app/" + id, attributes);
    }

    Descriptor resource(String name, Map<String, String> attributes) {
        StringBuilder xml = new StringBuilder("  <Resource name=\"latchkey/" + name + "\" " + CLASSES);
        attributes.forEach((key, value) ->
                xml.append(' ').append(key).append("=\"").append(escaped(value)).append('"'));
        resources.add(xml.append("/>").toString());
        return this;
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    String xml() {
        return "<Context>\n" + String.join("\n", resources) + "\n</Context>\n";
    }
}
