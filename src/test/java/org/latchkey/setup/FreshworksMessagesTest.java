package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.documentation.Document;
import org.latchkey.setup.FreshworksMessages.Message;

/** Sentences at which people stopped: whoever reads the documentation finds what the page Explain knows. */
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Couldn't log in to Freshservice. Please contact your administrator",
                "couldn\u2019t  log in to Freshdesk. Please contact your administrator."
            })
    void inWhenTheOldScriptsOwnSentenceThenThatItStillAnswers(String sentence) {
        List<Message> found = FreshworksMessages.in(sentence);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).cause()).contains("old ASP script's own", "replaces");
        assertThat(found.get(0).protocols()).containsExactlyInAnyOrder("jwt", "hmac");
    }

    @Test
    void inWhenNoneThenNothing() {
        assertThat(FreshworksMessages.in("Log in to Freshservice")).isEmpty();
    }
}
