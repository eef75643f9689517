package org.latchkey.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.Secret;

/**
 * Key and certificate out of a key store: a PKCS#12 file, or Windows' certificate store, which may hold a key that cannot be
 * exported.
 *
 * @param type as the JCA names it
 * @param alias which entry; where it is empty, the only one with a key
 */
record SigningStore(String type, Optional<String> alias) {

    /** @throws IllegalArgumentException telling what was found instead */
    SigningCredential readFile(byte[] content, Optional<Secret> password) {
        char[] text = password.map(secret -> secret.reveal().toCharArray()).orElse(new char[0]);
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(content), text);
            return credential(store, text);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "is not a PKCS#12 file, or keystorePasswordFile holds another password", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot be read as " + type, e);
        }
    }

    /** The store of the operating system: there is no file to watch, so it is read at start. */
    SigningCredential readSystem() {
        KeyStore store;
        try {
            store = KeyStore.getInstance(type);
        } catch (KeyStoreException e) {
            throw new IllegalArgumentException(
                    "is not known to this Java: Windows-MY needs Windows, Windows-MY-LOCALMACHINE Java 19 or later too",
                    e);
        }
        try {
            store.load(null, null);
            return credential(store, null);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot be read by the account that Tomcat runs as", e);
        }
    }

    private SigningCredential credential(KeyStore store, char @Nullable [] password) throws GeneralSecurityException {
        String entry = alias.isPresent() ? alias.get() : onlyKey(store);
        if (store.getKey(entry, password) instanceof PrivateKey key
                && store.getCertificate(entry) instanceof X509Certificate certificate) {
            return SigningCredential.of(key, certificate);
        }
        throw new IllegalArgumentException(
                "expected a key with a certificate under the alias \"" + entry + "\"; there are " + keys(store));
    }

    private static String onlyKey(KeyStore store) throws KeyStoreException {
        List<String> keys = keys(store);
        if (keys.size() != 1) {
            throw new IllegalArgumentException(
                    "expected one entry with a key, or alias to say which; there are " + keys);
        }
        return keys.get(0);
    }

    private static List<String> keys(KeyStore store) throws KeyStoreException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        return keys;
    }
}
