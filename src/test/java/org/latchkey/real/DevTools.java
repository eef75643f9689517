package org.latchkey.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one page of Chromium.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
final class DevTools implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    /** What the console shows that no script wrote, and what was asked for, with the cookies that went along or did not. */
    private static final Set<String> KEPT =
            Set.of("Log.entryAdded", "Network.requestWillBeSent", "Network.requestWillBeSentExtraInfo");

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<JsonNode> kept = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private int commands;

    DevTools(URI address) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .join();
    }

    /** Sends a command, and returns its result. */
    JsonNode command(String method, Map<String, ?> parameters) {
        ObjectNode message = JSON.createObjectNode();
        message.put("id", ++commands).put("method", method).set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        JsonNode answer = next(answers, method);
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return answer.get("result");
    }

    void forgetEvents() {
        events.clear();
    }

    /** All that was told by an event of {@link #KEPT} so far, since its part of the protocol was enabled. */
    List<JsonNode> told(String event) {
        return kept.stream()
                .filter(told -> told.get("method").textValue().equals(event))
                .map(told -> told.get("params"))
                .toList();
    }

    JsonNode await(String event) {
        return await(event, told -> true);
    }

    JsonNode await(String event, Predicate<JsonNode> wanted) {
        JsonNode next = next(events, event);
        while (!next.get("method").textValue().equals(event) || !wanted.test(next.get("params"))) {
            next = next(events, event);
        }
        return next.get("params");
    }

    private static JsonNode next(BlockingQueue<JsonNode> queue, String what) {
        try {
            JsonNode next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("Chromium says nothing of " + what);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void receive(String message) {
            try {
                JsonNode json = JSON.readTree(message);
                if (KEPT.contains(json.path("method").asText())) {
                    kept.add(json);
                }
                (json.has("id") ? answers : events).add(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
