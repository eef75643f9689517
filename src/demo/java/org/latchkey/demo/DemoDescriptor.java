package org.latchkey.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The context descriptor by which an administrator configures Latchkey, here for the demo's parts. */
record DemoDescriptor(
        URI publicUrl,
        DemoDirectory directory,
        Path passwordFile,
        DemoKdc kdc,
        FreshworksStandIn freshworks,
        DemoKey key,
        Path deskSecret,
        SamlKeyPair saml) {

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(passwordFile, directory.servicePassword(), StandardCharsets.UTF_8);
        Files.writeString(file, text(), StandardCharsets.UTF_8);
    }

    private String text() {
        String portal = "http://" + freshworks.startPage().getAuthority();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Context>\n"
                + resource("site", "publicUrl", publicUrl.toString(), "adminGroup", "CORP\\Helpdesk Admins")
                + resource(
                        "windows",
                        "provider",
                        "kerberos",
                        "keytab",
                        kdc.keytab().toString(),
                        "servicePrincipal",
                        DemoKdc.SERVICES.get(0))
                + resource(
                        "directory/corp",
                        "servers",
                        "ldaps://" + directory.host() + ":" + directory.ldapsPort(),
                        "base",
                        directory.base(),
                        "account",
                        directory.serviceAccount(),
                        "passwordFile",
                        passwordFile.toString(),
                        "trustFile",
                        directory.trustFile().toString())
                + resource(
                        "app/helpdesk",
                        "protocol",
                        "jwt",
                        "title",
                        "IT Service Desk",
                        "allow",
                        "CORP\\Freshservice Users",
                        "startUrl",
                        freshworks.login().toString(),
                        "mail",
                        "mail, proxyAddresses",
                        "redirectUri",
                        freshworks.redirectUri().toString(),
                        "keyFile",
                        key.file().toString())
                + resource(
                        "app/desk",
                        "protocol",
                        "hmac",
                        "title",
                        "Customer Service",
                        "mail",
                        "mail, proxyAddresses",
                        "portal",
                        portal,
                        "secretFile",
                        deskSecret.toString(),
                        "phone",
                        "telephoneNumber",
                        "company",
                        "company",
                        "landing",
                        "CORP\\Helpdesk Admins = " + portal + "/a/dashboard; default = " + portal + "/support/tickets")
                + resource(
                        "saml",
                        "keyFile",
                        saml.keyFile().toString(),
                        "certificateFile",
                        saml.certificateFile().toString())
                + resource(
                        "app/organisation",
                        "protocol",
                        "saml",
                        "title",
                        "Example Organisation",
                        "mail",
                        "mail, proxyAddresses",
                        "spEntityId",
                        FreshworksOrganisation.ENTITY_ID,
                        "acs",
                        freshworks.consumer().toString())
                + "</Context>\n";
    }

    /** One resource with its settings: name, value, name, value and so on. */
    private static String resource(String name, String... settings) {
        StringBuilder text = new StringBuilder("  <Resource name=\"latchkey/" + name + "\""
                + " type=\"org.latchkey.config.Settings\" factory=\"org.latchkey.config.SettingsFactory\"");
        for (int i = 0; i < settings.length; i += 2) {
            String value = FreshworksPages.escape(settings[i + 1]);
            text.append("\n            ")
                    .append(settings[i])
                    .append("=\"")
                    .append(value)
                    .append('"');
        }
        return text.append("/>\n").toString();
    }
}
