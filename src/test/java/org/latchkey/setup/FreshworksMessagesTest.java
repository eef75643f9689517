package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.latchkey.documentation.Document;
import org.latchkey.setup.FreshworksMessages.Message;

/** Whoever reads the documentation finds what the page Explain knows. */
class FreshworksMessagesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^*|]+) \\| [^|]+ \\|$");

    @Test
    void rowsOfTroubleshootingThenOneForEachMessage() {
        String table = Document.named("troubleshooting.md").text().split("\n## What Freshworks says", 2)[1];
        List<List<Message>> known = new ArrayList<>();
        ROW.matcher(table).results().skip(1).forEach(row -> known.add(FreshworksMessages.in(row.group(1))));

        assertThat(known).allSatisfy(messages -> assertThat(messages).hasSize(1));
        assertThat(known.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(FreshworksMessages.MESSAGES);
    }
}
