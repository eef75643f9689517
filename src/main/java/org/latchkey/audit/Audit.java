package org.latchkey.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.refusal.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one JSON line for each decision: {@code time} (ISO 8601, UTC), {@code reference}, {@code outcome}, and the facts that
 * the request gathered. To a file where one is configured, else to the logger {@code org.latchkey.audit}. JSON escapes line
 * ends, so nothing that came with a request can forge a line.
 */
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("org.latchkey.audit");

    private final JsonFactory json = new JsonFactory();
    private final Optional<Path> file;
    private final Clock clock;
    private final Tally tally;
    private final RecentLines recent = new RecentLines();

    /** Kept apart: whoever opens forms all day does not push refusals out. */
    private final RecentLines asked = new RecentLines();

    public Audit(Optional<Path> file, Clock clock, Tally tally) {
        this.file = file;
        this.clock = clock;
        this.tally = tally;
    }

    /**
     * Writes the line and counts, if anything was decided. That somebody was asked to sign in is no decision, but his page
     * shows the number, so it can be explained for a while.
     */
    public void write(Decision decision) {
        if (decision.isAsked()) {
            asked.add(decision.reference(), line(decision));
        }
        if (decision.isDecided()) {
            tally.count(decision);
            String line = line(decision);
            recent.add(decision.reference(), line);
            file.ifPresentOrElse(path -> append(path, line), () -> LOG.info("{}", line));
        }
    }

    /**
     * What was written about a request: of the latest some thousand from memory, else from the end of the audit file.
     *
     * @return the facts in the order in which they were written; empty when there is no such line
     */
    public Optional<Map<String, String>> find(Reference reference) {
        return recent.find(reference)
                .or(() -> asked.find(reference))
                .or(() -> file.flatMap(path -> AuditFile.lastLine(path, reference)))
                .map(this::facts);
    }

    /**
     * The latest decisions about an application since the start, the latest first.
     *
     * @param most of them
     */
    public List<Map<String, String>> latest(String application, int most) {
        // An id holds nothing that JSON would escape.
        return recent.with("\"application\":\"" + application + "\"", most).stream()
                .map(this::facts)
                .toList();
    }

    private Map<String, String> facts(String line) {
        Map<String, String> facts = new LinkedHashMap<>();
        try (JsonParser parser = json.createParser(line)) {
            while (parser.nextToken() != null) {
                String name = parser.currentName();
                if (parser.currentToken() == JsonToken.VALUE_STRING && name != null) {
                    facts.put(name, parser.getText());
                }
            }
        } catch (IOException e) {
            // A line that was cut off when a disk was full: what stands in front of the cut is told.
            facts.put("line", "incomplete");
        }
        return facts;
    }

    private String line(Decision decision) {
        StringWriter text = new StringWriter();
        try (JsonGenerator object = json.createGenerator(text)) {
            object.writeStartObject();
            object.writeStringField("time", clock.instant().toString());
            object.writeStringField("reference", decision.reference().text());
            for (Map.Entry<String, String> fact : decision.facts().entrySet()) {
                object.writeStringField(fact.getKey(), fact.getValue());
            }
            object.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /** Opened for each line: an administrator can rotate the file at any time, on Windows too, where an open one is locked. */
    private synchronized void append(Path path, String line) {
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.error(
                    "{} cannot be written ({}), so the line stands here: {}",
                    path,
                    e.getClass().getSimpleName(),
                    line);
        }
    }
}
