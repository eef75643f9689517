package org.latchkey.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.http.StandInRequest;
import org.latchkey.refusal.Reference;

final class AuditTest {

    private static final Logger LOG = Logger.getLogger("org.latchkey.audit");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T09:05:07.089Z"), ZoneOffset.UTC);

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void listen() {
        file = directory.resolve("audit.log");
        LOG.setUseParentHandlers(false);
        LOG.setLevel(Level.ALL);
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
        LOG.setLevel(null);
        LOG.setUseParentHandlers(true);
    }

    private static Decision decision(String reference) {
        return Decision.begin(StandInRequest.get("/").request(), new Reference(reference));
    }

    private static Decision signedIn() {
        Decision decision = decision("ABCD-EFGH")
                .note("application", "helpdesk")
                .note("account", "CORP\\ada")
                .note("mechanism", "KERBEROS");
        decision.outcome("signed-in");
        return decision;
    }

    private void write(Decision decision) {
        new Audit(Optional.of(file), CLOCK, new Tally(Set.of())).write(decision);
    }

    private List<String> lines() throws IOException {
        String text = Files.readString(file, UTF_8);
        assertThat(text).endsWith("\n").doesNotContain("\r");
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    @Test
    void writeThenOneLineOfJsonInTheOrderOfTheFacts() throws IOException {
        write(signedIn());

        assertThat(lines())
                .containsExactly("{\"time\":\"2026-03-01T09:05:07.089Z\",\"reference\":\"ABCD-EFGH\","
                        + "\"application\":\"helpdesk\",\"account\":\"CORP\\\\ada\",\"mechanism\":\"KERBEROS\","
                        + "\"outcome\":\"signed-in\"}");
    }

    @Test
    void writeWhenNothingIsDecidedThenNothing() {
        write(decision("ABCD-EFGH").note("account", "CORP\\ada"));

        assertThat(file).doesNotExist();
        assertThat(logged).isEmpty();
    }

    @Test
    void writeWhenTheFileHasLinesThenOneMoreBelow() throws IOException {
        write(signedIn());
        write(signedIn());
        Audit later = new Audit(Optional.of(file), CLOCK, new Tally(Set.of()));
        later.write(signedIn());

        assertThat(lines()).hasSize(3);
    }

    @Test
    void writeWhenTheFileWasRotatedThenANewOne() throws IOException {
        Audit audit = new Audit(Optional.of(file), CLOCK, new Tally(Set.of()));
        audit.write(signedIn());
        Files.move(file, directory.resolve("audit.log.1"));
        audit.write(signedIn());

        assertThat(lines()).hasSize(1);
    }

    /** Anybody can send something long, and an audit file is kept for years. */
    @Test
    void writeWhenAFactIsLongThenItIsCut() throws IOException {
        Decision decision = decision("ABCD-EFGH").note("issuer", "a".repeat(60_000));
        decision.outcome("refused");
        write(decision);

        assertThat(lines().get(0)).hasSizeLessThan(1500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\",\"outcome\":\"signed-in", "\\", "Zoë Ångström", "李小龍 🚀", "</script>", ""})
    void writeWhenAFactIsHostileOrForeignThenOneLineWithExactlyThatFact(String value) throws IOException {
        Decision decision = decision("ABCD-EFGH").note("redirect_uri", value);
        decision.outcome("refused");
        write(decision);

        assertThat(lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines().get(0));
        assertThat(line.get("redirect_uri").textValue()).isEqualTo(value);
        assertThat(line.get("outcome").textValue()).isEqualTo("refused");
        assertThat(line.size()).isEqualTo(4);
    }

    /** Line ends of every kind, a terminal's escapes, zero-width letters and turned writing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r", "\n", "\t", "\u0000", "\u007f", "\u0085", "\u009b", "\u001b", "\u2028", "\u2029", "\u202e",
                "\u200b", "\ufeff"
            })
    void writeWhenAFactHasWhatCannotBeSeenThenReplaced(String invisible) throws IOException {
        Decision decision = decision("ABCD-EFGH").note("redirect_uri", "a" + invisible + "b");
        decision.outcome("refused");
        write(decision);

        assertThat(lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines().get(0));
        assertThat(line.get("redirect_uri").textValue()).isEqualTo("a\uFFFDb");
    }

    @Test
    void writeWhenNamesAreNotAsciiThenReadableInUtf8() throws IOException {
        Decision decision = decision("ABCD-EFGH").note("account", "CORP\\zoë");
        decision.outcome("signed-in");
        write(decision);

        assertThat(lines().get(0)).contains("\"account\":\"CORP\\\\zoë\"");
    }

    @Test
    void writeWhenThereIsNoFileThenToTheLog() {
        new Audit(Optional.empty(), CLOCK, new Tally(Set.of())).write(signedIn());

        assertThat(logged).singleElement().satisfies(entry -> {
            assertThat(entry.getLevel()).isEqualTo(Level.INFO);
            assertThat(entry.getMessage()).startsWith("{\"time\":").endsWith("\"outcome\":\"signed-in\"}");
        });
    }

    @Test
    void writeWhenTheFileCannotBeWrittenThenTheLineIsInTheLogInstead() {
        Path missing = directory.resolve("missing").resolve("audit.log");
        new Audit(Optional.of(missing), CLOCK, new Tally(Set.of())).write(signedIn());
        new Audit(Optional.of(directory), CLOCK, new Tally(Set.of())).write(signedIn());

        assertThat(logged).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(entry.getMessage()).contains("cannot be written").endsWith("\"outcome\":\"signed-in\"}");
        });
    }

    @Test
    void ofWhenBegunThenTheSameNotePadAndItsReference() {
        HttpServletRequest request = StandInRequest.get("/").request();
        Decision decision = Decision.begin(request, new Reference("ABCD-EFGH"));

        assertThat(Decision.of(request)).isSameAs(decision);
        assertThat(Decision.of(request).reference()).hasToString("ABCD-EFGH");
    }

    @Test
    void ofWhenNotBegunThenANotePadThatNobodyReads() {
        HttpServletRequest request = StandInRequest.get("/").request();
        Decision.of(request).note("a", "b").outcome("refused");

        assertThat(Decision.of(request).isDecided()).isFalse();
    }

    @Test
    void noteWhenTwiceThenTheLastOne() {
        assertThat(decision("ABCD-EFGH")
                        .note("account", "typed")
                        .note("account", "canonical")
                        .facts())
                .containsEntry("account", "canonical");
    }
}
