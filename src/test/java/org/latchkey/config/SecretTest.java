package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SecretTest {

    private record Account(String name, Secret password) {}

    @Test
    void toStringThenDotsWhoseNumberTellsNothing() {
        assertThat(new Secret("hunter2")).hasToString("••••••");
        assertThat(new Secret("")).hasToString("••••••");
    }

    @Test
    void toStringWhenInsideOfARecordOrAnOptionalThenDots() {
        Account account = new Account("svc", new Secret("hunter2"));

        assertThat(account).hasToString("Account[name=svc, password=••••••]");
        assertThat(Optional.of(account).toString()).doesNotContain("hunter2");
        assertThat(String.format("%s", account.password())).doesNotContain("hunter2");
    }

    @Test
    void revealThenTheSecret() {
        assertThat(new Secret(" hunter2 ").reveal()).isEqualTo(" hunter2 ");
    }

    @Test
    void isEmptyThenOnlyWithoutAnyCharacter() {
        assertThat(new Secret("").isEmpty()).isTrue();
        assertThat(new Secret(" ").isEmpty()).isFalse();
    }
}
