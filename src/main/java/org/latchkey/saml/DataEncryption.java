package org.latchkey.saml;

import org.latchkey.config.Word;

/** How the content of an encrypted assertion is encrypted (XML Encryption 1.1, 5.2). CBC is for whoever cannot read GCM. */
public enum DataEncryption implements Word {
    AES256_GCM("aes256-gcm", "http://www.w3.org/2009/xmlenc11#aes256-gcm"),
    AES256_CBC("aes256-cbc", "http://www.w3.org/2001/04/xmlenc#aes256-cbc"),
    AES128_GCM("aes128-gcm", "http://www.w3.org/2009/xmlenc11#aes128-gcm"),
    AES128_CBC("aes128-cbc", "http://www.w3.org/2001/04/xmlenc#aes128-cbc");

    private final String word;
    private final String uri;

    DataEncryption(String word, String uri) {
        this.word = word;
        this.uri = uri;
    }

    @Override
    public String word() {
        return word;
    }

    /** The algorithm's identifier in XML. */
    public String uri() {
        return uri;
    }
}
