package org.latchkey.real;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One service provider: a library, and what it was told to ask for. */
record SamlPeer(SamlLibrary library, Kind kind) {

    /** What its administrator and Latchkey's agreed upon. */
    enum Kind {
        /** Latchkey's defaults, and the three fields that Freshworks' form has. */
        PLAIN("", "", false),
        ASSERTION("assertion", "", false),
        RESPONSE("response", "", false),
        /** Registered by the library's own metadata. */
        SIGNED("", "", true),
        GCM("assertion", "aes256-gcm", false),
        GCM_BOTH("", "aes256-gcm", false),
        CBC("assertion", "aes256-cbc", false);

        private final String sign;
        private final String encryption;
        private final boolean requestsSigned;

        Kind(String sign, String encryption, boolean requestsSigned) {
            this.sign = sign;
            this.encryption = encryption;
            this.requestsSigned = requestsSigned;
        }

        boolean assertionSigned() {
            return !sign.equals("response");
        }

        boolean responseSigned() {
            return !sign.equals("assertion");
        }

        boolean encrypted() {
            return !encryption.isEmpty();
        }

        boolean byMetadata() {
            return requestsSigned || encrypted();
        }

        /** Nothing where the default is meant. */
        private Map<String, String> attributes() {
            Map<String, String> attributes = new LinkedHashMap<>();
            if (!sign.isEmpty()) {
                attributes.put("sign", sign);
            }
            if (encrypted()) {
                attributes.put("encrypt", "true");
                attributes.put("encryption", encryption);
            }
            if (requestsSigned) {
                attributes.put("requestsSigned", "required");
            }
            return attributes;
        }
    }

    static List<SamlPeer> all() {
        return Stream.of(SamlLibrary.values())
                .flatMap(library -> Stream.of(Kind.values()).map(kind -> new SamlPeer(library, kind)))
                .toList();
    }

    String id() {
        return (library + "-" + kind).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String entityId() {
        return "https://" + id() + ".example.com";
    }

    /** Nobody listens there: the tests carry responses themselves. */
    String consumer() {
        return entityId() + "/login/saml";
    }

    /** Where logout messages go, which have to be signed. */
    String logout() {
        return entityId() + "/logout";
    }

    /** Its side of the agreement, for the library's program. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("entityId", entityId());
        settings.put("acs", consumer());
        if (kind.requestsSigned) {
            settings.put("logout", logout());
        }
        settings.put("binding", "redirect");
        settings.put("deflated", true);
        settings.put("signed", kind.requestsSigned);
        settings.put("wantAssertionSigned", kind.assertionSigned());
        settings.put("wantResponseSigned", kind.responseSigned());
        settings.put("wantEncrypted", kind.encrypted());
        return settings;
    }

    /** The other side of it: Latchkey's registration, but for the metadata. */
    Map<String, String> registration() {
        Map<String, String> attributes = kind.attributes();
        attributes.put("protocol", "saml");
        if (!kind.byMetadata()) {
            attributes.put("spEntityId", entityId());
            attributes.put("acs", consumer());
        }
        return attributes;
    }

    @Override
    public String toString() {
        return id();
    }
}
