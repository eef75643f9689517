package org.latchkey.real;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The program openssl: keys as an administrator makes them, and somebody else's opinion on a signature. */
record OpenSsl(Path directory) {

    /** A key as Freshworks' recipe for the old script makes it: PEM, PKCS#1. */
    Path key(String name, int bits) {
        Path file = directory.resolve(name);
        Program.run("openssl", "genrsa", "-traditional", "-out", file, bits);
        return file;
    }

    /** {@code name.key} and the self-signed certificate {@code name.pem}. */
    void selfSigned(String name, String subject) {
        Program.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-sha256",
                "-days",
                "30",
                "-subj",
                "/CN=" + subject,
                "-keyout",
                directory.resolve(name + ".key"),
                "-out",
                directory.resolve(name + ".pem"));
    }

    /** As it prints it: in pairs, with colons between. */
    String fingerprint(String certificate, String algorithm) {
        return Program.run(
                        "openssl",
                        "x509",
                        "-in",
                        directory.resolve(certificate),
                        "-noout",
                        "-fingerprint",
                        "-" + algorithm)
                .strip()
                .replaceFirst(".*=", "");
    }

    /** What it says of a token's signature (RFC 7515, 5.2): {@code Verified OK}, or something else. */
    String verify(Path key, String token) {
        String[] parts = token.split("\\.", -1);
        try {
            Path signed = Files.writeString(directory.resolve("signed"), parts[0] + "." + parts[1], US_ASCII);
            Path signature = Files.write(
                    directory.resolve("signature"), Base64.getUrlDecoder().decode(parts[2]));
            Path publicKey = directory.resolve("public.pem");
            Program.run("openssl", "rsa", "-in", key, "-pubout", "-out", publicKey);
            return Program.tried(
                            java.util.Map.of(),
                            "",
                            "openssl",
                            "dgst",
                            "-sha256",
                            "-verify",
                            publicKey,
                            "-signature",
                            signature,
                            signed)
                    .output()
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In lower-case hexadecimal (RFC 2104). */
    String hmacMd5(String secret, String message) {
        try {
            Path hashed = Files.writeString(directory.resolve("hashed"), message);
            String output = Program.run("openssl", "dgst", "-md5", "-hmac", secret, hashed);
            return output.substring(output.indexOf("= ") + 2).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The public key as Freshworks' form takes it: one line of Base64. */
    String pasted(Path key) {
        return Program.run("openssl", "rsa", "-in", key, "-pubout")
                .lines()
                .filter(line -> !line.startsWith("-----") && !line.startsWith("writing"))
                .reduce("", String::concat);
    }
}
