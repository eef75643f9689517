package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.latchkey.config.Secret;

class ReadinessTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicInteger asked = new AtomicInteger();

    private Readiness readiness(BooleanSupplier answer) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        return new Readiness(new Answering(() -> asked.incrementAndGet() > 0 && answer.getAsBoolean()), clock);
    }

    private record Answering(BooleanSupplier answer) implements Directory {

        @Override
        public DirectoryUser find(AccountName account) {
            throw new AssertionError("not asked here");
        }

        @Override
        public DirectoryUser verify(AccountName account, Secret password, PasswordGate gate) {
            throw new AssertionError("not asked here");
        }

        @Override
        public Set<Sid> groupsOf(DirectoryUser user) {
            throw new AssertionError("not asked here");
        }

        @Override
        public Optional<DirectoryGroup> findGroup(GroupName group) {
            throw new AssertionError("not asked here");
        }

        @Override
        public boolean isReady() {
            return answer.getAsBoolean();
        }

        @Override
        public void close() {}
    }

    @Test
    void isUpWhenAskedOftenThenTheDirectoryIsAskedOnceInFiveSeconds() {
        Readiness readiness = readiness(() -> true);

        assertThat(readiness.isUp()).isTrue();
        now.set(NOW.plus(Duration.ofSeconds(5)).minusNanos(1));
        assertThat(readiness.isUp()).isTrue();
        assertThat(asked).hasValue(1);
        now.set(NOW.plus(Duration.ofSeconds(5)));
        assertThat(readiness.isUp()).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void isUpWhenTheDirectoryIsSlowThenOthersDoNotWaitForIt() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Readiness readiness = readiness(() -> {
            begun.countDown();
            try {
                return slow.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(readiness::isUp);
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        assertThat(readiness.isUp()).isFalse();
        assertThat(asked).hasValue(1);
        slow.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void isUpWhenTheClockIsSetBackThenAskedAnew() {
        Readiness readiness = readiness(() -> true);
        readiness.isUp();
        now.set(NOW.minus(Duration.ofDays(365)));
        readiness.isUp();

        assertThat(asked).hasValue(2);
    }
}
