package org.latchkey.setup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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

    /** The timer has a clock of its own, which may be a little fast. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 8;
    private static final int IDLE_SECONDS = 5;

    private final Directory directory;
    private final Rehearsal rehearsal;
    private final ThreadPoolExecutor thread;
    private final ScheduledExecutorService forgetting = oneTimer();
    private final int most;
    private final Duration kept;
    private final Clock clock;
    private final Map<String, Begun> byStarter = new HashMap<>();

    /** @param id of the request that began it */
    private record Begun(String id, Survey survey) {

        boolean isOld(Instant now, Duration kept) {
            return survey.ended()
                    .filter(ended -> !now.isBefore(ended.at().plus(kept)))
                    .isPresent();
        }
    }

    /** @param thread runs them; closed with this */
    public Surveys(Directory directory, Rehearsal rehearsal, ThreadPoolExecutor thread, Clock clock) {
        this(directory, rehearsal, thread, MOST_PEOPLE, KEPT, clock);
    }

    Surveys(Directory directory, Rehearsal rehearsal, ThreadPoolExecutor thread, int most, Duration kept, Clock clock) {
        this.directory = directory;
        this.rehearsal = rehearsal;
        this.thread = thread;
        this.most = most;
        this.kept = kept;
        this.clock = clock;
    }

    /** A thread that is there only while there is something to do, and keeps no process alive. */
    public static ThreadPoolExecutor oneThread() {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> daemon(task, "latchkey-survey"));
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /** There only while something is kept. */
    private static ScheduledExecutorService oneTimer() {
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(
                1, task -> daemon(task, "latchkey-survey-kept"), new ThreadPoolExecutor.DiscardPolicy());
        one.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        made.setContextClassLoader(Surveys.class.getClassLoader());
        return made;
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
     * @param id of the request
     * @param ended is told of its end, however it ends
     * @return false where too many wait; then the last one stays
     */
    synchronized boolean begin(
            String starter, String id, Registration registration, Population population, Consumer<Survey> ended) {
        forgetOld();
        Begun last = byStarter.get(starter);
        boolean room = thread.getQueue().remainingCapacity() > 0
                || (last != null && thread.getQueue().contains(last.survey()));
        if (!room) {
            return false;
        }
        stop(starter);
        Survey survey = new Survey(directory, rehearsal, registration, population, most, clock, one -> {
            forgetLater();
            ended.accept(one);
        });
        try {
            thread.execute(survey);
        } catch (RejectedExecutionException e) {
            return false;
        }
        byStarter.put(starter, new Begun(id, survey));
        return true;
    }

    /** The latest survey of this starter. */
    synchronized Optional<Survey> find(String starter) {
        forgetOld();
        return Optional.ofNullable(byStarter.get(starter)).map(Begun::survey);
    }

    synchronized void stop(String starter) {
        Optional.ofNullable(byStarter.get(starter)).map(Begun::survey).ifPresent(this::stop);
    }

    /** One that waited must not take up a place any longer. */
    private void stop(Survey survey) {
        thread.remove(survey);
        survey.stop();
    }

    /** Stops and forgets what that request began. */
    synchronized void drop(String id) {
        byStarter.values().removeIf(begun -> {
            boolean that = begun.id().equals(id);
            if (that) {
                stop(begun.survey());
            }
            return that;
        });
    }

    private void forgetLater() {
        ScheduledFuture<?> unused =
                forgetting.schedule(this::forgetOld, kept.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void forgetOld() {
        Instant now = clock.instant();
        byStarter.values().removeIf(begun -> begun.isOld(now, kept));
    }

    /** How many are kept. */
    synchronized int size() {
        return byStarter.size();
    }

    /** Waits a moment for the one that runs, since Tomcat looks for threads that an application left. */
    @Override
    public void close() {
        stopAll();
        forgetting.shutdownNow();
        thread.shutdownNow();
        try {
            thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            forgetting.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void stopAll() {
        byStarter.values().forEach(begun -> stop(begun.survey()));
    }
}
