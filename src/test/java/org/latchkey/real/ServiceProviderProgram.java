package org.latchkey.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A SAML library of somebody else's, which writes requests and judges responses: a line of JSON each. */
final class ServiceProviderProgram implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    private ServiceProviderProgram(Process process) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ServiceProviderProgram start(Object... command) {
        try {
            return new ServiceProviderProgram(Program.builder(Map.of(), command)
                    .redirectError(Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized JsonNode ask(Map<String, Object> question) {
        try {
            questions.write(json.writeValueAsString(question) + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the program ended: " + process.info());
            }
            return json.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
