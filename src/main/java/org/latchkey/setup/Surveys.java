package org.latchkey.setup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.latchkey.application.Registration;
import org.latchkey.directory.Directory;
import org.latchkey.directory.Population;

/**
 * The surveys that administrators began: one for each of them, kept for a while, and one at a time, so that whatever they ask
 * for, the domain controllers have one search of them at most.
 */
public final class Surveys implements AutoCloseable {

    /** Some 500 octets are kept of each while a survey runs. */
    static final int MOST_PEOPLE = 20_000;

    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 8;
    private static final int IDLE_SECONDS = 5;

    private final Directory directory;
    private final Rehearsal rehearsal;
    private final ExecutorService thread;
    private final int most;
    private final Clock clock;
    private final Map<String, Begun> byStarter = new ConcurrentHashMap<>();

    /** @param id of the request that began it */
    private record Begun(String id, Survey survey) {

        boolean isOld(Instant now) {
            return survey.ended()
                    .filter(ended -> !now.isBefore(ended.at().plus(KEPT)))
                    .isPresent();
        }
    }

    /** @param thread runs them; closed with this */
    public Surveys(Directory directory, Rehearsal rehearsal, ExecutorService thread, Clock clock) {
        this(directory, rehearsal, thread, MOST_PEOPLE, clock);
    }

    Surveys(Directory directory, Rehearsal rehearsal, ExecutorService thread, int most, Clock clock) {
        this.directory = directory;
        this.rehearsal = rehearsal;
        this.thread = thread;
        this.most = most;
        this.clock = clock;
    }

    /** A thread that is there only while there is something to do, and keeps no process alive. */
    public static ExecutorService oneThread() {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread made = new Thread(task, "latchkey-survey");
                    made.setDaemon(true);
                    made.setContextClassLoader(Surveys.class.getClassLoader());
                    return made;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    Directory directory() {
        return directory;
    }

    Rehearsal rehearsal() {
        return rehearsal;
    }

    /**
     * Begins a survey, which takes the place of the starter's last one.
     *
     * @param ended is told of its end, however it ends
     * @return false where too many wait
     */
    boolean begin(String starter, String id, Registration registration, Population population, Consumer<Survey> ended) {
        forgetOld();
        stop(starter);
        Survey survey = new Survey(directory, rehearsal, registration, population, most, clock, ended);
        try {
            thread.execute(survey);
        } catch (RejectedExecutionException e) {
            return false;
        }
        byStarter.put(starter, new Begun(id, survey));
        return true;
    }

    /** The survey of this starter that this request began. */
    Optional<Survey> find(String starter, String id) {
        forgetOld();
        return Optional.ofNullable(byStarter.get(starter))
                .filter(begun -> begun.id().equals(id))
                .map(Begun::survey);
    }

    void stop(String starter) {
        Optional.ofNullable(byStarter.get(starter))
                .ifPresent(begun -> begun.survey().stop());
    }

    /** Stops and forgets what that request began. */
    void drop(String id) {
        byStarter.values().removeIf(begun -> {
            boolean that = begun.id().equals(id);
            if (that) {
                begun.survey().stop();
            }
            return that;
        });
    }

    private void forgetOld() {
        Instant now = clock.instant();
        byStarter.values().removeIf(begun -> begun.isOld(now));
    }

    /** Waits a moment for the one that runs, since Tomcat looks for threads that an application left. */
    @Override
    public void close() {
        byStarter.values().forEach(begun -> begun.survey().stop());
        thread.shutdownNow();
        try {
            thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
