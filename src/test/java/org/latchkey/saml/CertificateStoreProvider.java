package org.latchkey.saml;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStoreSpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.latchkey.keys.SelfSigned;

/**
 * What SunMSCAPI does on Windows, as far as a program can see: a store of the system without a file and a password, and keys
 * that sign but tell nothing. Windows itself is not run here.
 */
final class CertificateStoreProvider extends Provider {

    private static final long serialVersionUID = 1L;

    private static final Map<String, SelfSigned> ACCOUNTS = new ConcurrentHashMap<>();
    private static final Map<String, SelfSigned> MACHINES = new ConcurrentHashMap<>();

    /**
     * With both stores.
     *
     * @param account the entries of the account's own, by alias
     * @param machine the entries of the computer's
     */
    CertificateStoreProvider(Map<String, SelfSigned> account, Map<String, SelfSigned> machine) {
        super("StandInCertificateStore", "1", "a stand-in for SunMSCAPI");
        ACCOUNTS.clear();
        ACCOUNTS.putAll(account);
        MACHINES.clear();
        MACHINES.putAll(machine);
        put("KeyStore.Windows-MY", AccountStore.class.getName());
        put("KeyStore.Windows-MY-LOCALMACHINE", MachineStore.class.getName());
        put("Signature.SHA256withRSA", Signing.class.getName());
        put("Signature.SHA256withRSA SupportedKeyClasses", OpaqueKey.class.getName());
    }

    /** As {@code sun.security.mscapi.CPrivateKey}: no RSA type, no encoding. */
    static final class OpaqueKey implements PrivateKey {

        private static final long serialVersionUID = 1L;

        private final transient PrivateKey hidden;

        private OpaqueKey(PrivateKey hidden) {
            this.hidden = hidden;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            throw new UnsupportedOperationException("the key cannot be exported");
        }

        @Override
        public byte[] getEncoded() {
            throw new UnsupportedOperationException("the key cannot be exported");
        }
    }

    /** Made by the JCA, by name. */
    public static final class Signing extends SignatureSpi {

        private Signature signature;

        @Override
        protected void engineInitSign(PrivateKey key) throws java.security.InvalidKeyException {
            try {
                signature = Signature.getInstance("SHA256withRSA", "SunRsaSign");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            signature.initSign(((OpaqueKey) key).hidden);
        }

        @Override
        protected void engineInitVerify(PublicKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineUpdate(byte octet) throws SignatureException {
            signature.update(octet);
        }

        @Override
        protected void engineUpdate(byte[] octets, int offset, int length) throws SignatureException {
            signature.update(octets, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return signature.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signed) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    /** Made by the JCA, by name. */
    public static final class AccountStore extends Store {
        public AccountStore() {
            super(ACCOUNTS);
        }
    }

    /** Made by the JCA, by name. */
    public static final class MachineStore extends Store {
        public MachineStore() {
            super(MACHINES);
        }
    }

    private abstract static class Store extends KeyStoreSpi {

        private final Map<String, SelfSigned> entries;

        Store(Map<String, SelfSigned> entries) {
            this.entries = entries;
        }

        @Override
        public void engineLoad(InputStream file, char[] password) {
            if (file != null || password != null) {
                throw new IllegalArgumentException("the system's store has neither file nor password");
            }
        }

        @Override
        public Enumeration<String> engineAliases() {
            return Collections.enumeration(entries.keySet());
        }

        @Override
        public boolean engineContainsAlias(String alias) {
            return entries.containsKey(alias);
        }

        @Override
        public boolean engineIsKeyEntry(String alias) {
            return entries.containsKey(alias);
        }

        @Override
        public Key engineGetKey(String alias, char[] password) {
            return entries.containsKey(alias)
                    ? new OpaqueKey(entries.get(alias).pair().getPrivate())
                    : null;
        }

        @Override
        public X509Certificate engineGetCertificate(String alias) {
            return entries.containsKey(alias) ? entries.get(alias).certificate() : null;
        }

        @Override
        public Certificate[] engineGetCertificateChain(String alias) {
            return List.of(engineGetCertificate(alias)).toArray(new Certificate[0]);
        }

        @Override
        public int engineSize() {
            return entries.size();
        }

        @Override
        public boolean engineIsCertificateEntry(String alias) {
            return false;
        }

        @Override
        public String engineGetCertificateAlias(Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Date engineGetCreationDate(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetCertificateEntry(String alias, Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineDeleteEntry(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineStore(OutputStream file, char[] password) {
            throw new UnsupportedOperationException();
        }
    }
}
