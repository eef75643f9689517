package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SetupCodeTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SetupCode code = SetupCode.next(RANDOM);

    @Test
    void nextThenThreeGroupsOfFourWithoutLettersThatLookLikeDigits() {
        assertThat(code.reveal()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
    }

    @Test
    void nextWhenAThousandTimesThenNeverTheSame() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            codes.add(SetupCode.next(RANDOM).reveal());
        }

        assertThat(codes).hasSize(1000);
    }

    @Test
    void redeemWhenTwiceThenOnlyTheFirstTime() {
        assertThat(code.redeem(code.reveal())).isTrue();
        assertThat(code.redeem(code.reveal())).isFalse();
    }

    @Test
    void redeemWhenTypedInLowerCaseOrWithSpacesAroundThenGood() {
        assertThat(code.redeem("  " + code.reveal().toLowerCase(Locale.ROOT) + "\t\r\n"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0000-0000-0000", "-", "\u0000", "null", "ﬀ", "ı"})
    void redeemWhenWrongThenNotAndTheRightOneIsStillGood(String wrong) {
        assertThat(code.redeem(wrong)).isFalse();
        assertThat(code.redeem(code.reveal() + "0")).isFalse();
        assertThat(code.redeem(code.reveal().substring(0, 13))).isFalse();
        assertThat(code.redeem(code.reveal() + "\n" + code.reveal())).isFalse();

        assertThat(code.redeem(code.reveal())).isTrue();
    }

    @Test
    void redeemWhenAnyOneCharacterIsAnotherThenNot() {
        for (int i = 0; i < code.reveal().length(); i++) {
            StringBuilder typed = new StringBuilder(code.reveal());
            typed.setCharAt(i, typed.charAt(i) == '7' ? '8' : '7');

            assertThat(code.redeem(typed.toString())).isFalse();
        }
    }

    @Test
    void redeemWhenManyTryAtOnceThenExactlyOneWins() throws InterruptedException, ExecutionException {
        int tries = 16;
        ExecutorService threads = Executors.newFixedThreadPool(tries);
        CyclicBarrier together = new CyclicBarrier(tries);
        try {
            List<Future<Boolean>> answers = threads.invokeAll(Collections.nCopies(tries, () -> {
                together.await();
                return code.redeem(code.reveal());
            }));
            List<Boolean> redeemed = new ArrayList<>();
            for (Future<Boolean> answer : answers) {
                redeemed.add(answer.get());
            }
            assertThat(redeemed).containsOnlyOnce(true);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void toStringThenNothingOfTheCode() {
        assertThat(code).hasToString("setup code");
    }
}
