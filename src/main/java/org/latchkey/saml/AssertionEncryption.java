package org.latchkey.saml;

import java.security.cert.X509Certificate;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.EncryptedAssertion;
import org.opensaml.saml.saml2.encryption.Encrypter;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.encryption.support.DataEncryptionParameters;
import org.opensaml.xmlsec.encryption.support.EncryptionConstants;
import org.opensaml.xmlsec.encryption.support.EncryptionException;
import org.opensaml.xmlsec.encryption.support.KeyEncryptionParameters;

/**
 * Encrypts an assertion for one recipient: a fresh AES key for each, transported by RSA-OAEP (XML Encryption, 5.5.2) inside
 * the encrypted data, where every library looks.
 */
record AssertionEncryption(DataEncryption content, X509Certificate recipient) {

    /** @param assertion written and signed by itself, so that all namespaces it uses are declared within the cipher text */
    EncryptedAssertion encrypted(Assertion assertion) {
        DataEncryptionParameters data = new DataEncryptionParameters();
        data.setAlgorithm(content.uri());
        KeyEncryptionParameters key = new KeyEncryptionParameters();
        key.setAlgorithm(EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP);
        key.setEncryptionCredential(new BasicX509Credential(recipient));
        Encrypter encrypter = new Encrypter(data, key);
        encrypter.setKeyPlacement(Encrypter.KeyPlacement.INLINE);
        try {
            return encrypter.encrypt(assertion);
        } catch (EncryptionException e) {
            throw new IllegalStateException("the assertion cannot be encrypted", e);
        }
    }
}
