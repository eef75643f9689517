package org.latchkey.directory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.naming.CommunicationException;
import javax.naming.NamingException;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Runs what may hang (JNDI, the look-up of a name, Kerberos) on threads of its own, so that whoever waits for it leaves in
 * time, whatever it does: JNDI's two limits leave out name look-ups, and Java waits 90 seconds for a frozen KDC.
 *
 * <p>Who is left behind is interrupted. That ends JNDI's wait for an answer at once; what Java cannot interrupt ends by its
 * own limit, and then gives back what it opened. There are never more than {@link #MOST} at a time: beyond that, callers
 * wait in their own threads, and no longer than a connection may take to open.
 */
final class Attempts implements AutoCloseable {

    /** More than there are connections to one controller, so that some stay free while all of those wait for a frozen one. */
    static final int MOST = 32;

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Semaphore free = new Semaphore(MOST, true);
    private final Duration patience;
    private final Set<Attempt<?>> running = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;

    interface Work<T> {
        T run() throws NamingException;
    }

    /** It did not come to an answer, or not to the end of the limit, so that nothing new is known about what was asked. */
    static final class LeftEarly extends CommunicationException {

        private static final long serialVersionUID = 1L;

        LeftEarly(String why) {
            super(why);
        }
    }

    /**
     * @param name of the directory, for the threads' names
     * @param patience how long to wait for a thread
     */
    Attempts(String name, Duration patience) {
        this.patience = patience;
        // Their number is the semaphore's business. A queue would hold back what a thread could do already.
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), factory(name));
    }

    /** Their class loader is the application's, whoever happens to ask first. */
    private static ThreadFactory factory(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "latchkey-directory-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Attempts.class.getClassLoader());
            return thread;
        };
    }

    /**
     * The outcome of {@code work}.
     *
     * @param about what {@link #giveUp} may name
     * @param limit how long the work may take, within the deadline
     * @param late gets a result that nobody waits for any more
     * @throws LeftEarly when the deadline comes before the limit, or the waiting was given up
     * @throws CommunicationException when there is no outcome within the limit
     * @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} when no thread is free in time, or the caller is interrupted
     */
    <T> T call(Object about, Deadline deadline, Duration limit, Work<T> work, Consumer<? super T> late)
            throws NamingException {
        Attempt<T> attempt = new Attempt<>(about, work, late);
        try {
            if (!free.tryAcquire(deadline.millisAtMost(patience), TimeUnit.MILLISECONDS)) {
                throw unavailable("all " + MOST + " threads wait for answers");
            }
            start(attempt);
            return attempt.outcome(deadline.millisAtMost(limit), limit);
        } catch (InterruptedException e) {
            attempt.leave();
            // Whoever interrupts, a server that stops, still counts on the mark.
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
    }

    /** Runs the task now, and nobody waits for it; says whether there was a thread for it. */
    boolean inBackground(Runnable task) {
        if (!free.tryAcquire()) {
            return false;
        }
        try {
            start(new Attempt<>(task, () -> ran(task), ran -> {}));
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    private static boolean ran(Runnable task) {
        task.run();
        return true;
    }

    private void start(Attempt<?> attempt) {
        boolean started = false;
        try {
            threads.execute(() -> run(attempt));
            started = true;
        } catch (RejectedExecutionException e) {
            throw unavailable("closed");
        } finally {
            if (!started) {
                free.release();
            }
        }
    }

    private void run(Attempt<?> attempt) {
        running.add(attempt);
        try {
            attempt.run();
        } finally {
            running.remove(attempt);
            free.release();
        }
    }

    /** Ends all waiting for answers about this. */
    void giveUp(Object about) {
        running.stream().filter(attempt -> attempt.about.equals(about)).forEach(Attempt::giveUp);
    }

    private static Refusal unavailable(String error) {
        return new Refusal(Reason.DIRECTORY_UNAVAILABLE).with("error", error);
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

    private static final class Attempt<T> extends FutureTask<T> {

        private final Object about;
        private final Consumer<? super T> late;
        private volatile boolean givenUp;

        Attempt(Object about, Work<T> work, Consumer<? super T> late) {
            super(work::run);
            this.about = about;
            this.late = late;
        }

        @Override
        protected void set(T result) {
            super.set(result);
            if (isCancelled()) {
                late.accept(result);
            }
        }

        T outcome(int millis, Duration limit) throws NamingException, InterruptedException {
            try {
                return outcomeWithin(millis);
            } catch (CancellationException e) {
                if (givenUp) {
                    throw new LeftEarly("another request found that it does not answer");
                }
                throw millis < limit.toMillis()
                        ? new LeftEarly("no time left for an answer")
                        : new CommunicationException("no answer within " + millis + " ms");
            } catch (ExecutionException e) {
                throw cause(e);
            }
        }

        private T outcomeWithin(int millis) throws ExecutionException, InterruptedException {
            try {
                return get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                cancel(true);
                // It may have come at the last moment; then there was nothing to cancel.
                return get();
            }
        }

        private static NamingException cause(ExecutionException e) {
            if (e.getCause() instanceof NamingException failure) {
                return failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }

        void giveUp() {
            givenUp = true;
            cancel(true);
        }

        /** Leaves without an outcome. */
        void leave() {
            if (!cancel(true)) {
                try {
                    late.accept(get());
                } catch (InterruptedException | ExecutionException | CancellationException e) {
                    // It failed by itself, so there is nothing to give back.
                }
            }
        }
    }
}
