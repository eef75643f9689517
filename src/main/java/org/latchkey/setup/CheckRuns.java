package org.latchkey.setup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks at the same time, and waits for none longer than the limit: the page is opened when something hangs. One run at a
 * time; whoever opens the page meanwhile gets the same result, so that nobody can make this server ask all controllers a
 * hundred times at once.
 */
public final class CheckRuns implements AutoCloseable {

    /** What a person waits for; and more than each check's own limits, where nothing hangs. */
    public static final Duration LIMIT = Duration.ofSeconds(8);

    private static final int THREADS = 12;
    private static final int MOST_WAITING = 64;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(CheckRuns.class);

    /**
     * One check, which needs nothing of a request.
     *
     * @param subject what is said not to have ended in time
     */
    record Check(String subject, Supplier<List<Finding>> work) {}

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), factory());

    private final AtomicReference<CompletableFuture<List<Finding>>> running = new AtomicReference<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Duration limit;
    private final Patience patience;

    /** How long those that run are waited for. */
    interface Patience {
        void await(List<Future<List<Finding>>> begun) throws InterruptedException;
    }

    public CheckRuns(Duration limit) {
        this(limit, begun -> await(begun, limit));
    }

    CheckRuns(Duration limit, Patience patience) {
        this.limit = limit;
        this.patience = patience;
        threads.allowCoreThreadTimeOut(true);
    }

    /** Their class loader is the application's, whoever happens to ask first. */
    private static ThreadFactory factory() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "latchkey-checks-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(CheckRuns.class.getClassLoader());
            return thread;
        };
    }

    /** @param checks asked for only where no run is under way */
    List<Finding> run(Supplier<List<Check>> checks) {
        CompletableFuture<List<Finding>> mine = new CompletableFuture<>();
        CompletableFuture<List<Finding>> others = running.compareAndExchange(null, mine);
        if (others != null) {
            waiting.incrementAndGet();
            try {
                return result(others);
            } finally {
                waiting.decrementAndGet();
            }
        }
        try {
            mine.complete(findings(checks.get()));
        } finally {
            running.set(null);
            // Where it failed: nobody may wait for it any longer.
            mine.cancel(false);
        }
        return result(mine);
    }

    /** How many wait for the run of somebody else. */
    int waiting() {
        return waiting.get();
    }

    private List<Finding> result(Future<List<Finding>> run) {
        try {
            return run.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            return List.of(unknown("Checks", "Those that somebody else began did not end."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(unknown("Checks", "They were interrupted."));
        }
    }

    private List<Finding> findings(List<Check> checks) {
        try {
            List<Callable<List<Finding>>> tasks =
                    checks.stream().map(CheckRuns::task).toList();
            List<Future<List<Finding>>> ended = ended(tasks);
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < ended.size(); i++) {
                findings.addAll(outcome(checks.get(i), ended.get(i)));
            }
            return findings;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(unknown("Checks", "They were interrupted."));
        } catch (RejectedExecutionException e) {
            return List.of(unknown("Checks", "Earlier ones still hang, or Latchkey is being stopped."));
        }
    }

    /** Interrupts those that have not ended then. */
    private List<Future<List<Finding>>> ended(List<Callable<List<Finding>>> tasks) throws InterruptedException {
        List<Future<List<Finding>>> begun = new ArrayList<>();
        try {
            for (Callable<List<Finding>> task : tasks) {
                begun.add(threads.submit(task));
            }
            patience.await(begun);
            return begun;
        } finally {
            begun.forEach(run -> run.cancel(true));
        }
    }

    private static void await(List<Future<List<Finding>>> begun, Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        try {
            for (Future<List<Finding>> run : begun) {
                await(run, limit.toNanos() - (System.nanoTime() - start));
            }
        } catch (TimeoutException e) {
            LOG.debug("Some checks did not end in time");
        }
    }

    private static void await(Future<List<Finding>> run, long nanos) throws InterruptedException, TimeoutException {
        try {
            run.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("A check ended otherwise, which is told where its outcome is", e);
        }
    }

    private static Callable<List<Finding>> task(Check check) {
        return () -> {
            try {
                return check.work().get();
            } catch (Refusal e) {
                return List.of(Checks.refused(check.subject(), e));
            } catch (RuntimeException e) {
                LOG.warn("The check of {} failed", check.subject(), e);
                return List.of(unknown(check.subject(), "This could not be checked. Tomcat's log has the details."));
            }
        };
    }

    private List<Finding> outcome(Check check, Future<List<Finding>> ended) throws InterruptedException {
        try {
            return ended.get();
        } catch (CancellationException e) {
            return List.of(new Finding(
                    State.UNKNOWN,
                    check.subject(),
                    "This did not end within " + limit.toSeconds() + " s, so nothing is known.",
                    "What is asked here hangs: a name server, a firewall that drops packets, or a controller that is"
                            + " frozen. Open this page again; the other checks stand."));
        } catch (ExecutionException e) {
            LOG.warn("The check of {} failed", check.subject(), e.getCause());
            return List.of(unknown(check.subject(), "This could not be checked. Tomcat's log has the details."));
        }
    }

    private static Finding unknown(String subject, String text) {
        return new Finding(State.UNKNOWN, subject, text, "");
    }

    /** Interrupts what runs, and waits a moment for it, since Tomcat looks for threads that an application left. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
