package org.latchkey.windows;

/**
 * Of a key in the keytab, all but the key.
 *
 * @param principal {@code HTTP/host@REALM}
 * @param version kvno
 * @param encryption the number of its encryption type, for instance 18 for AES-256
 */
public record ServiceKey(String principal, int version, int encryption) {}
