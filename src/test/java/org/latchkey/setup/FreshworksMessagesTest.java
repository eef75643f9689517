package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.setup.FreshworksMessages.Message;

/** Sentences at which people stopped. */
final class FreshworksMessagesTest {

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
