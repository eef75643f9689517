package org.latchkey.real;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param status 0 where all went well
 * @param output what it printed, its complaints included
 */
record Program(int status, String output) {

    private static final long PATIENCE_SECONDS = 60;

    /** Runs a program that must succeed, and returns what it printed. */
    static String run(Object... command) {
        Program ended = tried(Map.of(), "", command);
        if (ended.status() != 0) {
            throw new IllegalStateException(List.of(command) + " ended with " + ended);
        }
        return ended.output();
    }

    static Program tried(Map<String, String> environment, String input, Object... command) {
        ProcessBuilder builder = builder(environment, command).redirectErrorStream(true);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It did not want to read.
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Program(process.waitFor(), output);
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + List.of(command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until a process has ended that was asked to; one that does not heed it is killed. */
    static void awaitEnd(ProcessHandle process) {
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }

    static ProcessBuilder builder(Map<String, String> environment, Object... command) {
        ProcessBuilder builder = new ProcessBuilder(
                List.of(command).stream().map(String::valueOf).toList());
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        // What is written here is thrown away after the tests: do not wait for the disk.
        builder.environment().put("TDB_NO_FSYNC", "1");
        return builder;
    }
}
