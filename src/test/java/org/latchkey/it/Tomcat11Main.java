package org.latchkey.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.util.ServerInfo;

/**
 * Runs the war in the Tomcat that is on the class path, in a process of its own, until standard input ends. Prints which
 * Tomcat it is and where it answers.
 */
final class Tomcat11Main {

    private Tomcat11Main() {}

    /** @param arguments the path of a descriptor */
    public static void main(String[] arguments) throws Exception {
        String descriptor = Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8);
        try (LatchkeyServer server = LatchkeyServer.start(descriptor)) {
            System.out.println(ServerInfo.getServerNumber() + " " + server.uri(""));
            System.in.read();
        }
    }
}
