package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program curl, with somebody's tickets and cookies.
 *
 * @param authority whose certificates are trusted
 * @param tickets Kerberos credentials cache
 * @param directory for cookies and answers
 */
record Curl(Path authority, Path tickets, Path directory) {

    /** @param location where it redirects to; empty where it does not */
    record Answer(int status, String location, String body) {

        Optional<String> idToken() {
            int start = location.indexOf("&id_token=");
            return start < 0 ? Optional.empty() : Optional.of(location.substring(start + "&id_token=".length()));
        }
    }

    static Curl of(SambaDomain domain, Path tickets) {
        try {
            return new Curl(domain.authority(), tickets, Files.createTempDirectory(domain.work(), "curl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** GET, answering a challenge with a ticket. */
    Answer get(URI address) {
        return ask(address, "--negotiate", "-u", ":");
    }

    /** A cookie that was set, in the form in which a browser sends it. */
    String cookie(String name, String context) {
        try (Stream<String> lines = Files.lines(directory.resolve("cookies"), StandardCharsets.UTF_8)) {
            // Netscape's format: domain, subdomains, path, secure, expires, name, value.
            return lines.map(line -> line.split("\t", 7))
                    .filter(fields -> fields.length == 7 && fields[5].equals(name))
                    .filter(fields -> fields[2].startsWith("/" + context))
                    .map(fields -> name + "=" + fields[6])
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** GET without a ticket. */
    Answer ask(URI address, String... options) {
        Path body = directory.resolve("body");
        Path cookies = directory.resolve("cookies");
        Object[] command = {
            "curl",
            "-sS",
            "--max-time",
            "60",
            "--cacert",
            authority,
            "-b",
            cookies,
            "-c",
            cookies,
            "-o",
            body,
            "-w",
            "%{http_code} %{redirect_url}",
            address
        };
        Object[] all = new Object[command.length + options.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(options, 0, all, command.length, options.length);
        Program ended = Program.tried(Map.of("KRB5CCNAME", tickets.toString()), "", all);
        if (ended.status() != 0) {
            throw new IllegalStateException("curl: " + ended);
        }
        String[] words = ended.output().split(" ", 2);
        try {
            return new Answer(Integer.parseInt(words[0]), words[1], Files.readString(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
