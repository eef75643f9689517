package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import org.latchkey.application.Applications;
import org.latchkey.application.Registration;
import org.latchkey.config.Problems;
import org.latchkey.config.Secret;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoPerson;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.Directories;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DirectoryGroup;
import org.latchkey.directory.DirectorySettings;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.GroupName;
import org.latchkey.directory.Groups;
import org.latchkey.directory.HolderSearch;
import org.latchkey.directory.PasswordGate;
import org.latchkey.directory.Population;
import org.latchkey.directory.Roster;
import org.latchkey.directory.Sid;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.hmac.HmacApplications;
import org.latchkey.page.Hindrance;
import org.latchkey.page.SurveyPage;
import org.latchkey.page.SurveyPage.Result;
import org.latchkey.page.SurveyPage.Stage;
import org.latchkey.signin.InMemoryDirectory;

/** Surveys that come to their end, and those that do not. */
class SurveysTest {

    private static final String ADA = "CORP\\ada";
    private static final String BOB = "CORP\\bob";
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private static DemoDirectory demo;

    private final Directory real = open();
    private final MovableClock clock = new MovableClock(START);
    private final ThreadPoolExecutor thread = Surveys.oneThread();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch hangs = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        demo = DemoDirectory.start();
        demo.add(DemoPerson.of("plain", "Plain", "Twin")
                .withMail(null)
                .withProxyAddresses(List.of("SMTP:twins@corp.example.com")));
        demo.add(DemoPerson.of("blank", "Blank", "Twin")
                .withMail(null)
                .withProxyAddresses(List.of("SMTP: twins@corp.example.com")));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @AfterEach
    void close() throws InterruptedException {
        thread.shutdownNow();
        assertThat(thread.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        real.close();
    }

    private static SettingsReader reader(String resource, Map<String, String> attributes) {
        List<org.latchkey.config.Attribute> known =
                resource.contains("directory") ? DirectorySettings.ATTRIBUTES : HmacApplication.ATTRIBUTES;
        return new SettingsReader(new Settings(resource, attributes), new Problems(), known);
    }

    private static Directory open() {
        Map<String, String> attributes = Map.of(
                "servers", "ldaps://localhost:" + demo.ldapsPort(),
                "trustFile", demo.trustFile().toString(),
                "account", demo.serviceAccount(),
                "password", demo.servicePassword());
        DirectorySettings settings = DirectorySettings.read(
                        reader("latchkey/directory/corp", attributes), Optional.empty())
                .orElseThrow();
        return Directories.open(
                List.of(settings),
                Set.of("mail", "displayName", "proxyAddresses"),
                Clock.systemUTC(),
                new SecureRandom());
    }

    private Surveys surveys(Directory directory, int most) {
        return surveys(directory, most, Duration.ofMinutes(15), clock);
    }

    private Surveys surveys(Directory directory, int most, Duration kept, Clock keptBy) {
        HmacApplication desk = HmacApplication.read(
                        reader(
                                "latchkey/app/desk",
                                Map.of(
                                        "protocol", "hmac",
                                        "portal", "https://acme.freshdesk.com",
                                        "secret", "0123456789secret",
                                        "allow", "CORP\\All Staff",
                                        "mail", "mail, proxyAddresses")),
                        "desk")
                .orElseThrow();
        HmacApplications hmac = new HmacApplications(
                new Applications<>(Map.of("desk", Optional.of(desk))), new InMemoryDirectory().signIn(clock), clock);
        Groups groups = new Groups(directory, clock);
        return new Surveys(
                directory,
                new Rehearsal(groups, List.of(desk), List.of(hmac), Optional.empty()),
                thread,
                most,
                kept,
                keptBy);
    }

    private CompletableFuture<Survey> begin(Surveys surveys, String starter, String id) {
        CompletableFuture<Survey> ended = new CompletableFuture<>();
        assertThat(tryBegin(surveys, starter, id, ended::complete)).isTrue();
        return ended;
    }

    private boolean tryBegin(Surveys surveys, String starter, String id, Consumer<Survey> ended) {
        Registration desk = surveys.rehearsal().application("desk").orElseThrow();
        Population people = real.population(GroupName.parse("OU=People," + DemoDirectory.BASE))
                .orElseThrow();
        return surveys.begin(starter, id, desk, people, ended);
    }

    private static Result result(CompletableFuture<Survey> survey) {
        return survey.join().ended().orElseThrow().result();
    }

    @Test
    void surveyWhenItEndsThenFiguresAddUp() {
        CompletableFuture<Survey> survey = begin(surveys(real, 1000), ADA, "1");

        assertThat(survey.join().stage()).isEqualTo(Stage.DONE);
        assertThat(result(survey).good() + result(survey).all())
                .isEqualTo(survey.join().read());
        assertThat(result(survey).counts()).containsEntry(Hindrance.ACCOUNT_LOCKED, 1);
        assertThat(result(survey).most()).isZero();
    }

    @Test
    void surveyWhenTheSameAddressIsStoredInTwoWaysThenBothShareIt() {
        Result result = result(begin(surveys(real, 1000), ADA, "1"));

        for (String twin : List.of("plain", "blank")) {
            assertThat(result.rows())
                    .filteredOn(row -> row.account().equals("CORP\\" + twin))
                    .flatExtracting(SurveyPage.Row::causes)
                    .extracting(SurveyPage.Cause::hindrance)
                    .contains(Hindrance.MAIL_SHARED);
        }
    }

    @Test
    void surveyWhenThereAreMoreThanTheBoundThenItSaysSo() {
        CompletableFuture<Survey> survey = begin(surveys(real, 3), ADA, "1");

        assertThat(survey.join().read()).isEqualTo(3);
        assertThat(result(survey).most()).isEqualTo(3);
    }

    @Test
    void surveyWhenTheDirectoryFailsMidwayThenHowFarItCameAndWhy() {
        Directory failing = new Wrapped(() -> {
            if (asked.incrementAndGet() == 5) {
                demo.stopListening();
            }
        });
        try {
            CompletableFuture<Survey> survey = begin(surveys(failing, 1000), ADA, "1");

            assertThat(survey.join().stage()).isEqualTo(Stage.FAILED);
            assertThat(survey.join().read()).isEqualTo(4);
            assertThat(result(survey).failure()).contains("DIRECTORY_UNAVAILABLE", "localhost");
        } finally {
            demo.startListening();
        }
    }

    @Test
    void stopWhenItRunsThenItEndsAtOnceAndTheNextOneIsSpared() {
        Surveys surveys = surveys(new Wrapped(this::hang), 1000);
        CompletableFuture<Survey> first = begin(surveys, ADA, "1");
        awaitHanging();
        CompletableFuture<Survey> second = begin(surveys, ADA, "2");

        assertThat(first.join().stage()).isEqualTo(Stage.STOPPED);
        assertThat(second.join().stage()).isEqualTo(Stage.DONE);
        assertThat(surveys.find(ADA)).contains(second.join());
    }

    @Test
    void beginWhenAnotherOneRunsThenItWaitsAndMayBeStoppedMeanwhile() {
        Surveys surveys = surveys(new Wrapped(this::hang), 1000);
        CompletableFuture<Survey> first = begin(surveys, ADA, "1");
        awaitHanging();
        CompletableFuture<Survey> second = begin(surveys, BOB, "2");

        assertThat(surveys.find(BOB).orElseThrow().stage()).isEqualTo(Stage.WAITING);
        surveys.stop(BOB);
        assertThat(second.join().stage()).isEqualTo(Stage.STOPPED);
        assertThat(first).isNotDone();
        surveys.drop("1");
        assertThat(first.join().stage()).isEqualTo(Stage.STOPPED);
        assertThat(surveys.find(ADA)).isEmpty();
    }

    @Test
    void closeWhenOneRunsThenNoThreadIsLeft() throws InterruptedException {
        Surveys surveys = surveys(new Wrapped(this::hang), 1000);
        CompletableFuture<Survey> survey = begin(surveys, ADA, "1");
        awaitHanging();
        surveys.close();

        assertThat(survey.join().stage()).isEqualTo(Stage.STOPPED);
        assertThat(thread.isShutdown()).isTrue();
        assertThat(thread.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void findWhenAQuarterOfAnHourHasPassedThenNothing() {
        Surveys surveys = surveys(real, 1000);
        assertThat(begin(surveys, ADA, "1").join().stage()).isEqualTo(Stage.DONE);

        clock.set(START.plus(Duration.ofMinutes(15).minusSeconds(1)));
        assertThat(surveys.find(ADA)).isPresent();
        clock.set(START.plus(Duration.ofMinutes(15)));
        assertThat(surveys.find(ADA)).isEmpty();
    }

    @Test
    void keptWhenItsTimeIsOverThenForgottenThoughNobodyAsks() throws InterruptedException {
        CountDownLatch forgetting = new CountDownLatch(1);
        Surveys surveys = surveys(real, 1000, Duration.ofMillis(1), new Clock() {

            @Override
            public Instant instant() {
                if (Thread.currentThread().getName().equals("latchkey-survey-kept")) {
                    forgetting.countDown();
                }
                return Instant.now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        assertThat(begin(surveys, ADA, "1").join().ended()).isPresent();

        assertThat(forgetting.await(20, TimeUnit.SECONDS)).isTrue();
        // Waits for the lock under which they are forgotten.
        assertThat(surveys.size()).isZero();
        surveys.close();
    }

    @Test
    void beginWhenStoppedOnesWaitedThenTheirPlacesAreFree() {
        Surveys surveys = surveys(new Wrapped(this::hang), 1000);
        assertThat(tryBegin(surveys, ADA, "1", survey -> {})).isTrue();
        awaitHanging();
        for (int i = 0; i < 20; i++) {
            assertThat(tryBegin(surveys, BOB, "b" + i, survey -> {})).isTrue();
            surveys.stop(BOB);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(tryBegin(surveys, BOB, "r" + i, survey -> {})).isTrue();
        }

        assertThat(thread.getQueue()).hasSize(1);
        for (int i = 0; i < 7; i++) {
            assertThat(tryBegin(surveys, "CORP\\other" + i, "o" + i, survey -> {}))
                    .isTrue();
        }
        assertThat(tryBegin(surveys, "CORP\\eve", "e", survey -> {})).isFalse();
        assertThat(tryBegin(surveys, ADA, "2", survey -> {})).as("a full queue").isFalse();
        assertThat(surveys.find(ADA).orElseThrow().stage()).as("goes on").isEqualTo(Stage.READING);
        assertThat(tryBegin(surveys, BOB, "again", survey -> {})).isTrue();
        surveys.close();
    }

    @Test
    void beginWhenManyAtOnceThenEachOfThemCanBeStopped() throws InterruptedException {
        Surveys surveys = surveys(new Wrapped(this::hang), 1000);
        assertThat(tryBegin(surveys, BOB, "b", survey -> {})).isTrue();
        awaitHanging();
        List<Survey> ended = new CopyOnWriteArrayList<>();
        List<Thread> posts = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> tryBegin(surveys, ADA, "a" + i, ended::add)))
                .toList();
        posts.forEach(Thread::start);
        for (Thread post : posts) {
            post.join();
        }

        surveys.stop(ADA);
        assertThat(ended).hasSize(8).allMatch(survey -> survey.stage() == Stage.STOPPED);
        assertThat(thread.getQueue()).isEmpty();
        surveys.close();
    }

    @Test
    void surveyWhenAnErrorEndsItThenItHasFailed() {
        CompletableFuture<Survey> survey = begin(
                surveys(
                        new Wrapped(() -> {
                            throw new StackOverflowError();
                        }),
                        1000),
                ADA,
                "1");

        assertThat(survey.join().stage()).isEqualTo(Stage.FAILED);
        assertThat(result(survey).failure()).contains("Tomcat's log");
    }

    private void awaitHanging() {
        try {
            assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first time only. */
    private void hang() {
        if (asked.incrementAndGet() == 1) {
            began.countDown();
            try {
                hangs.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The demo's directory, with something that happens before anybody's groups are read. */
    private final class Wrapped implements Directory {

        private final Runnable before;

        Wrapped(Runnable before) {
            this.before = before;
        }

        @Override
        public DirectoryUser find(AccountName account) {
            return real.find(account);
        }

        @Override
        public DirectoryUser verify(AccountName account, Secret password, PasswordGate gate) {
            return real.verify(account, password, gate);
        }

        @Override
        public Set<Sid> groupsOf(DirectoryUser user) {
            before.run();
            return real.groupsOf(user);
        }

        @Override
        public Optional<DirectoryGroup> findGroup(GroupName group) {
            return real.findGroup(group);
        }

        @Override
        public Roster roster(Population population) {
            return real.roster(population);
        }

        @Override
        public HolderSearch holderSearch() {
            return real.holderSearch();
        }

        @Override
        public boolean isReady() {
            return real.isReady();
        }

        @Override
        public void close() {}
    }
}
