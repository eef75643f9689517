package org.latchkey.real;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.latchkey.demo.FreshworksStandIn;
import org.latchkey.keys.CertificateFile;

/**
 * Latchkey as an identity provider, and service providers on libraries that nobody here wrote: each is registered in one web
 * application, by hand or with the metadata that its library made.
 *
 * @param keys of the service providers: {@code sp.key}, {@code sp.pem}
 * @param secrets of the identity provider: {@code saml.key}, {@code saml.pem}
 */
record SamlPeers(Path keys, Path secrets, Map<SamlLibrary, ServiceProviderProgram> programs) implements AutoCloseable {

    /** The web application. */
    static final String CONTEXT = "saml";

    static final String SITE = InstalledTomcat.HOST + "/" + CONTEXT;

    /** @param secrets Tomcat's */
    static SamlPeers start(Path scripts, Path keys, Path secrets) {
        try {
            Files.createDirectories(keys);
            new OpenSsl(keys).selfSigned("sp", "service-provider.example.com");
            new OpenSsl(secrets).selfSigned("saml", "sso.corp.example.com");
            Map<SamlLibrary, ServiceProviderProgram> programs = new EnumMap<>(SamlLibrary.class);
            for (SamlLibrary library : SamlLibrary.values()) {
                programs.put(library, library.start(scripts.resolve("saml")));
            }
            Wiki.prepare(scripts, keys.resolveSibling("wiki"));
            return new SamlPeers(keys, secrets, programs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The descriptor of the web application, in which a browser can really be carried to Freshworks. */
    SampleDescriptor describe(SampleDescriptor common, FreshworksStandIn freshworks) {
        SampleDescriptor descriptor = common.withResource(
                "saml",
                Map.of(
                        "keyFile", "${catalina.base}/conf/latchkey/saml.key",
                        "certificateFile", "${catalina.base}/conf/latchkey/saml.pem"));
        descriptor = descriptor.withResource(
                "app/organisation",
                Map.of(
                        "protocol",
                        "saml",
                        "spEntityId",
                        FreshworksStandIn.SAML_ENTITY_ID,
                        "acs",
                        freshworks.consumer().toString()));
        for (SamlPeer peer : SamlPeer.all()) {
            Map<String, String> attributes = peer.registration();
            if (peer.kind().byMetadata()) {
                attributes.put("metadataFile", metadata(peer).toString());
            }
            descriptor = descriptor.withResource("app/" + peer.id(), attributes);
        }
        return descriptor.withResource(
                "app/wiki",
                Map.of(
                        "protocol", "saml",
                        "metadataFile",
                                Wiki.metadata(keys.resolveSibling("wiki")).toString(),
                        "requestsSigned", "required"));
    }

    /** What the administrator of an organisation enters at Freshworks. */
    void enter(FreshworksStandIn freshworks) {
        try {
            freshworks.saveSaml(
                    URI.create(SITE + "/saml/sso"),
                    SITE + "/saml/metadata",
                    CertificateFile.parse(Files.readAllBytes(secrets.resolve("saml.pem"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path metadata(SamlPeer peer) {
        JsonNode answer = ask(peer, "metadata", Map.of(), Map.of());
        try {
            return Files.writeString(
                    keys.resolve(peer.id() + ".xml"), answer.get("metadata").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request by Redirect. */
    Asked redirect(SamlPeer peer, Optional<String> relayState, Map<String, Object> changes) {
        return Asked.of(ask(peer, "request", changes, relayState(relayState)));
    }

    /** A request by POST. */
    Asked post(SamlPeer peer, Optional<String> relayState, Map<String, Object> changes) {
        Map<String, Object> posting = new LinkedHashMap<>(changes);
        posting.put("binding", "post");
        return Asked.of(ask(peer, "request", posting, relayState(relayState)));
    }

    private static Map<String, Object> relayState(Optional<String> text) {
        return text.<Map<String, Object>>map(value -> Map.of("relayState", value))
                .orElse(Map.of());
    }

    /**
     * What the library says of a response.
     *
     * @param requestId of the request that it has to answer; empty for a sign-in that began at Latchkey
     * @param changes of the service provider's settings
     */
    Verdict judge(SamlPeer peer, String response, Optional<String> requestId, Map<String, Object> changes) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("response", response);
        requestId.ifPresent(id -> question.put("requestId", id));
        return Verdict.of(ask(peer, "judge", changes, question));
    }

    /** Something that only one of the libraries can be asked. */
    JsonNode ask(SamlPeer peer, String what, Map<String, Object> more) {
        return ask(peer, what, Map.of(), more);
    }

    private JsonNode ask(SamlPeer peer, String what, Map<String, Object> changes, Map<String, Object> more) {
        Map<String, Object> settings = new LinkedHashMap<>(peer.settings());
        settings.put("singleSignOn", SITE + "/saml/sso");
        settings.put("singleLogout", SITE + "/saml/slo");
        settings.put("idpEntityId", SITE + "/saml/metadata");
        settings.put("idpCertificate", text(secrets.resolve("saml.pem")));
        settings.put("key", text(keys.resolve("sp.key")));
        settings.put("certificate", text(keys.resolve("sp.pem")));
        settings.putAll(changes);
        Map<String, Object> question = new LinkedHashMap<>(more);
        question.put("ask", what);
        question.put("sp", settings);
        return programs.get(peer.library()).ask(question);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    /** A sign-in that begins at Latchkey. */
    static URI start(SamlPeer peer) {
        return URI.create(SITE + "/saml/start/" + peer.id());
    }

    @Override
    public void close() {
        programs.values().forEach(ServiceProviderProgram::close);
    }

    /**
     * A request that a library made.
     *
     * @param address where the browser is sent, by Redirect
     * @param fields what the browser posts, by POST
     */
    record Asked(String id, Optional<URI> address, Map<String, String> fields) {

        private static Asked of(JsonNode answer) {
            return new Asked(
                    answer.get("id").asText(),
                    Optional.ofNullable(answer.get("address"))
                            .map(JsonNode::asText)
                            .map(URI::create),
                    texts(answer.path("fields")));
        }
    }

    /** @param errors in the library's words */
    record Verdict(
            boolean accepted,
            String nameId,
            String inResponseTo,
            String sessionIndex,
            Map<String, String> attributes,
            String errors) {

        private static Verdict of(JsonNode answer) {
            return new Verdict(
                    answer.get("accepted").asBoolean(),
                    answer.path("nameId").asText(),
                    answer.path("inResponseTo").asText(""),
                    answer.path("sessionIndex").asText(),
                    texts(answer.path("attributes")),
                    answer.path("errors").toString());
        }
    }
}
