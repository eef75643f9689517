package org.latchkey.setup;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latchkey.application.Registration;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.HolderSearch;
import org.latchkey.directory.ListedPerson;
import org.latchkey.directory.Population;
import org.latchkey.directory.Roster;
import org.latchkey.directory.TooManyGroups;
import org.latchkey.page.Hindrance;
import org.latchkey.page.SurveyPage.Result;
import org.latchkey.page.SurveyPage.Row;
import org.latchkey.page.SurveyPage.Stage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One survey: reads people page after page, rehearses each one's sign-in, then looks for others with the same mail address. It
 * runs on one thread, and is watched from others.
 */
final class Survey implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Survey.class);

    /** These say nothing of the person: the directory failed, and so has the survey. */
    private static final Set<Reason> OF_DIRECTORY = EnumSet.of(
            Reason.DIRECTORY_UNAVAILABLE,
            Reason.DIRECTORY_ACCOUNT_REFUSED,
            Reason.DIRECTORY_TLS_UNTRUSTED,
            Reason.DIRECTORY_REQUIRES_TLS);

    private final Directory directory;
    private final Rehearsal rehearsal;
    private final Registration registration;
    private final Population population;
    private final int most;
    private final Clock clock;
    private final Consumer<Survey> whenEnded;
    private final List<SurveyedPerson> people = new ArrayList<>();
    private final SharedMail shared;

    private volatile Stage stage = Stage.WAITING;
    private volatile int read;
    private volatile int step;
    private volatile int steps;
    private volatile boolean stopped;
    private @Nullable Thread runner;
    private @Nullable Ended ended;

    /**
     * How it ended, as one value: whoever watches sees all of the end or nothing of it.
     *
     * @param result all who could not sign in, and the figures
     */
    record Ended(Instant at, Stage stage, Result result) {}

    /**
     * @param most how many people are looked at
     * @param whenEnded is told once, however it ends
     */
    Survey(
            Directory directory,
            Rehearsal rehearsal,
            Registration registration,
            Population population,
            int most,
            Clock clock,
            Consumer<Survey> whenEnded) {
        this.directory = directory;
        this.rehearsal = rehearsal;
        this.registration = registration;
        this.population = population;
        this.most = most;
        this.clock = clock;
        this.whenEnded = whenEnded;
        this.shared = new SharedMail(registration.application());
    }

    @Override
    public void run() {
        if (!isMine(Thread.currentThread())) {
            return;
        }
        boolean cut = false;
        String failure = "";
        Stage last = Stage.DONE;
        try {
            stage = Stage.READING;
            cut = readAll();
            stage = Stage.COMPARING;
            compareAll();
        } catch (TooManyGroups e) {
            last = Stage.TOO_MANY_GROUPS;
        } catch (Refusal e) {
            last = Stage.FAILED;
            failure = e.reason() + " " + e.facts();
        } catch (RuntimeException | Error e) {
            // Whoever watches would wait for ever, and the thread is needed for the next one.
            LOG.warn("A survey of {} failed", population.distinguishedName(), e);
            last = Stage.FAILED;
            failure = "Tomcat's log has the details";
        } finally {
            leave();
        }
        end(stopped ? Stage.STOPPED : last, cut, stopped ? "" : failure);
    }

    private synchronized boolean isMine(Thread thread) {
        runner = stopped ? null : thread;
        return !stopped;
    }

    /** The thread's next survey must not be interrupted for the sake of this one. */
    private synchronized void leave() {
        runner = null;
        Thread.interrupted();
    }

    /** Ends it where it is. */
    synchronized void stop() {
        boolean waits = stage == Stage.WAITING && runner == null && !stopped;
        stopped = true;
        if (runner != null) {
            runner.interrupt();
        } else if (waits) {
            end(Stage.STOPPED, false, "");
        }
    }

    /** @return whether there are more people than it looks at */
    private boolean readAll() {
        try (Roster roster = directory.roster(population)) {
            for (List<ListedPerson> page = roster.next(); !page.isEmpty(); page = roster.next()) {
                for (ListedPerson person : page) {
                    if (stopped) {
                        return false;
                    }
                    if (people.size() == most) {
                        return true;
                    }
                    SurveyedPerson surveyed = surveyed(person);
                    people.add(surveyed);
                    shared.add(surveyed, person.user());
                    read = people.size();
                }
            }
        }
        return false;
    }

    private SurveyedPerson surveyed(ListedPerson person) {
        if (person.user().isEmpty()) {
            return SurveyedPerson.unfound(person, person.unfound().orElseThrow());
        }
        DirectoryUser user = person.user().get();
        List<Refusal> obstacles =
                rehearsal.obstacles(registration, user, rehearsal.groups().ofListed(user));
        obstacles.stream()
                .filter(refusal -> OF_DIRECTORY.contains(refusal.reason()))
                .findFirst()
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return SurveyedPerson.of(user, registration.application(), obstacles);
    }

    private void compareAll() {
        List<List<String>> batches = shared.batches();
        steps = batches.stream().mapToInt(List::size).sum();
        int compared = 0;
        try (HolderSearch search = directory.holderSearch()) {
            for (List<String> batch : batches) {
                if (stopped) {
                    return;
                }
                shared.lookUp(search, batch);
                compared += batch.size();
                step = compared;
            }
        }
        people.replaceAll(shared::judged);
    }

    /** Whoever sees the end finds what was written of it: until that is done, {@link #ended} waits. */
    private synchronized void end(Stage last, boolean cut, String failure) {
        Map<Hindrance, Integer> counts = new EnumMap<>(Hindrance.class);
        List<Row> rows = new ArrayList<>();
        for (SurveyedPerson person : people) {
            if (person.isHindered()) {
                rows.add(person.row());
                person.row().causes().forEach(cause -> counts.merge(cause.hindrance(), 1, Integer::sum));
            }
        }
        int good = people.size() - rows.size();
        people.clear();
        ended = new Ended(
                clock.instant(),
                last,
                new Result(good, counts, rows, rows.size(), cut ? most : 0, shared.silent(), failure));
        whenEnded.accept(this);
    }

    Registration registration() {
        return registration;
    }

    Population population() {
        return population;
    }

    Stage stage() {
        return ended().map(Ended::stage).orElse(stage);
    }

    int read() {
        return read;
    }

    int step() {
        return step;
    }

    int steps() {
        return steps;
    }

    /** Empty while it waits or runs. */
    synchronized Optional<Ended> ended() {
        return Optional.ofNullable(ended);
    }
}
