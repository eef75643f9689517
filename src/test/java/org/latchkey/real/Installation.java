package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latchkey.demo.FreshworksStandIn;

/**
 * Latchkey as its administrator installed it in the domain, and the Freshworks that it serves.
 *
 * @param key signs the tokens
 * @param weakKey signs those of the application {@link #WEAK}: 1024 bits, as in the old script
 */
record Installation(
        SambaDomain domain,
        InstalledTomcat tomcat,
        FreshworksStandIn freshworks,
        Hop hop,
        SamlPeers peers,
        Path key,
        Path weakKey)
        implements AutoCloseable {

    /** Web applications, by how they reach the directory. */
    static final String DISCOVERED = "latchkey";

    static final String LISTED = "listed";
    static final String STARTTLS = "starttls";
    static final String PLAIN = "plain";

    /** These read it without a password, with the key in the keytab; the last one without TLS. */
    static final String GSSAPI = "gssapi";

    static final String GSSAPI_STARTTLS = "gssapi-starttls";
    static final String GSSAPI_PLAIN = "gssapi-plain";

    /** As an administrator's might look who is not quite done; for pictures. */
    static final String SHOWN = "shown";

    /** The sample's application, without a rule. */
    static final String ANYBODY = "freshservice";

    /** An application whose administrator has not replaced the old script's key yet. */
    static final String WEAK = "weak";

    /** An application for a group that most are in through two others. */
    static final String STAFF = "staff";

    /** Of the helpdesk with Simple SSO, in the file that the sample names. */
    static final String SHARED_SECRET = "shared-by-both-sides";

    static Installation start(SambaDomain domain) {
        try {
            Path base = domain.work().resolve("tomcat");
            Path secrets = Files.createDirectories(base.resolve("conf").resolve("latchkey"));
            Path key = new OpenSsl(secrets).key("freshservice.pem", 2048);
            Path weakKey = new OpenSsl(secrets).key("weak.pem", 1024);
            Files.copy(domain.keytab(), secrets.resolve("latchkey.keytab"));
            Files.copy(domain.authority(), secrets.resolve("ca.pem"));
            Files.writeString(secrets.resolve("ldap-password"), SambaPeople.SERVICE_PASSWORD + "\n");
            Files.writeString(secrets.resolve("freshdesk-secret"), SHARED_SECRET + "\n");
            Files.copy(Path.of("webapp", "static", "favicon.svg"), secrets.resolve("icon.svg"));
            FreshworksStandIn freshworks = FreshworksStandIn.start();
            Hop hop = Hop.start(freshworks.redirectUri());
            SamlPeers peers = SamlPeers.start(
                    Path.of(System.getProperty("latchkey.real")), domain.work().resolve("peers"), secrets);
            InstalledTomcat tomcat = InstalledTomcat.start(
                    Path.of(System.getProperty("latchkey.tomcat")),
                    base,
                    domain.work().resolve("sso.pfx"),
                    descriptors(freshworks, hop, peers));
            freshworks.savePolicy(
                    URI.create(InstalledTomcat.HOST + "/latchkey/jwt/freshservice"), new OpenSsl(secrets).pasted(key));
            peers.enter(freshworks);
            return new Installation(domain, tomcat, freshworks, hop, peers, key, weakKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, SampleDescriptor> descriptors(FreshworksStandIn freshworks, Hop hop, SamlPeers peers) {
        SampleDescriptor common = SampleDescriptor.read()
                .with("windows", "keytab", "${catalina.base}/conf/latchkey/latchkey.keytab")
                .with("windows", "servicePrincipal", SambaPeople.SERVICE_PRINCIPAL + "@CORP.EXAMPLE.COM")
                .with("directory/corp", "account", SambaPeople.SERVICE_ACCOUNT + "@corp.example.com")
                .with("directory/corp", "trustFile", "${catalina.base}/conf/latchkey/ca.pem")
                .with("app/freshservice", "startUrl", freshworks.login())
                .with("app/freshservice", "redirectUri", hop.address() + " " + freshworks.redirectUri());
        Map<String, SampleDescriptor> descriptors = new LinkedHashMap<>();
        descriptors.put(
                DISCOVERED,
                common.withCopy("app/freshservice", "app/" + WEAK)
                        .with("app/" + WEAK, "keyFile", "${catalina.base}/conf/latchkey/weak.pem")
                        .with("app/" + WEAK, "acceptWeakKey", "true")
                        .withCopy("app/freshservice", "app/" + STAFF)
                        .with("app/" + STAFF, "allow", "CN=All Staff,OU=Groups," + SambaPeople.BASE)
                        .with("app/" + STAFF, "deny", "CORP\\Committee 007")
                        .with("app/freshservice", "replaces", "ADScriptJWT.asp")
                        .with("app/freshservice", "icon", "${catalina.base}/conf/latchkey/icon.svg")
                        .with("app/freshdesk", "replaces", "ADScript.asp"));
        descriptors.put(
                LISTED,
                common.with("directory/corp", "servers", "dc1.corp.example.com dc2.corp.example.com")
                        .with("site", "metricsFrom", "127.0.0.1 ::1"));
        descriptors.put(STARTTLS, common.with("directory/corp", "tls", "starttls"));
        descriptors.put(PLAIN, common.with("directory/corp", "tls", "none").with("directory/corp", "trustFile", ""));
        SampleDescriptor ticket = common.with("directory/corp", "bind", "gssapi")
                .with("directory/corp", "account", SambaPeople.SERVICE_ACCOUNT + "@CORP.EXAMPLE.COM")
                .with("directory/corp", "passwordFile", "");
        descriptors.put(GSSAPI, ticket);
        descriptors.put(GSSAPI_STARTTLS, ticket.with("directory/corp", "tls", "starttls"));
        descriptors.put(
                GSSAPI_PLAIN, ticket.with("directory/corp", "tls", "none").with("directory/corp", "trustFile", ""));
        descriptors.put(SHOWN, shown(common));
        descriptors.put(SamlPeers.CONTEXT, peers.describe(common, freshworks));
        return descriptors;
    }

    private static SampleDescriptor shown(SampleDescriptor common) {
        String desk = "app/" + ANYBODY;
        return common.without("saml")
                .without("app/organisation")
                .with(desk, "redirectUri", "https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit")
                .with(desk, "replaces", "ADScriptJWT.asp")
                .with(desk, "allow", "CORP\\All Staff")
                .with(desk, "icon", "${catalina.base}/conf/latchkey/icon.svg")
                .with("app/freshdesk", "formula", "name-email-timestamp")
                .withCopy(desk, "app/facilities")
                .with("app/facilities", "title", "Facilities")
                .with("app/facilities", "redirectUrl", "https://acme.myfreshworks.com/sp/OIDC/7/implicit");
    }

    /** Where Freshworks sends a browser that is to be signed in, by one of the web applications. */
    static URI signIn(String context) {
        return signIn(context, ANYBODY);
    }

    static URI signIn(String context, String application) {
        return URI.create(InstalledTomcat.HOST + "/" + context + "/jwt/" + application
                + "?response_type=id_token&state=s&nonce=n");
    }

    @Override
    public void close() {
        tomcat.close();
        peers.close();
        hop.close();
        freshworks.close();
    }
}
