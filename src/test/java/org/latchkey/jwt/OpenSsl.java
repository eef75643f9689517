package org.latchkey.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import org.latchkey.keys.KeyTexts;

/** The program {@code openssl}: somebody else's opinion on a signature. */
record OpenSsl(Path directory) {

    /** What it prints: {@code Verified OK}, or something else. */
    String verify(PublicKey key, byte[] signed, byte[] signature) throws IOException, InterruptedException {
        Path keyFile =
                Files.writeString(directory.resolve("public.pem"), KeyTexts.text("PUBLIC KEY", key.getEncoded()));
        Path signedFile = Files.write(directory.resolve("signed"), signed);
        Path signatureFile = Files.write(directory.resolve("signature"), signature);
        Process openssl = start(
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                keyFile.toString(),
                "-signature",
                signatureFile.toString(),
                signedFile.toString());
        String printed = new String(openssl.getInputStream().readAllBytes(), UTF_8).strip();
        openssl.waitFor();
        return printed;
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError(
                    "this test needs the program openssl on the PATH (on Debian: apt-get install openssl)", e);
        }
    }
}
