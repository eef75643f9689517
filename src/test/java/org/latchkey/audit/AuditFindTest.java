package org.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.refusal.Reference;

class AuditFindTest {

    private static final String LINE =
            "{\"time\":\"2026-11-22T08:00:00Z\",\"reference\":\"7K2M-Q9TX\",\"account\":\"CORP\\\\ada\",\"outcome\":\"refused\"}\n";

    @TempDir
    private Path directory;

    private Audit audit(Path file) {
        return new Audit(Optional.of(file), Clock.systemUTC(), new Tally(Set.of()));
    }

    @Test
    void findWhenInTheFileOfAnEarlierStartThenItsFacts() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        Files.writeString(file, "{\"reference\":\"0000-0001\"}\n" + LINE + "{\"reference\":\"0000-0002\"}\n");

        assertThat(audit(file).find(new Reference("7K2M-Q9TX")))
                .hasValueSatisfying(facts ->
                        assertThat(facts).containsEntry("account", "CORP\\ada").containsEntry("outcome", "refused"));
    }

    @Test
    void findWhenTheFileIsAbsentOrHasNoSuchLineThenEmpty() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        assertThat(audit(file).find(new Reference("7K2M-Q9TX"))).isEmpty();
        Files.writeString(file, LINE);
        assertThat(audit(file).find(new Reference("0000-0000"))).isEmpty();
    }

    @Test
    void findWhenTheLineIsCutOffThenWhatStandsInFrontOfTheCut() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        Files.writeString(file, LINE.substring(0, LINE.length() - 12), StandardOpenOption.CREATE);

        assertThat(audit(file).find(new Reference("7K2M-Q9TX")))
                .hasValueSatisfying(facts -> assertThat(facts).containsEntry("account", "CORP\\ada"));
    }
}
