package org.latchkey.real;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** People who are signed in to Latchkey, and are sent there again and again; each time the directory is asked. */
final class SteadyLoad implements AutoCloseable {

    private static final int PEOPLE = 4;
    private static final long THINKING_MILLIS = 20;
    private static final long PATIENCE_SECONDS = 120;

    private final HttpClient client;
    private final HttpRequest request;
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    private final List<Semaphore> answers = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param session cookie of a session */
    private SteadyLoad(HttpClient client, URI address, String session) {
        this.client = client;
        this.request = HttpRequest.newBuilder(address).header("Cookie", session).build();
    }

    static SteadyLoad start(HttpClient client, URI address, String session) {
        SteadyLoad load = new SteadyLoad(client, address, session);
        for (int i = 0; i < PEOPLE; i++) {
            Semaphore answered = new Semaphore(0);
            load.answers.add(answered);
            load.running.add(load.people.submit(() -> load.signInAgainAndAgain(answered)));
        }
        return load;
    }

    private Void signInAgainAndAgain(Semaphore answered) throws IOException, InterruptedException {
        do {
            statuses.add(client.send(request, BodyHandlers.discarding()).statusCode());
            answered.release();
        } while (!over.await(THINKING_MILLIS, TimeUnit.MILLISECONDS));
        return null;
    }

    /** Waits until everybody had as many more answers. */
    void awaitAnswers(int count) {
        answers.forEach(Semaphore::drainPermits);
        for (Semaphore one : answers) {
            try {
                if (!one.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("too few answers");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** Ends the load, and returns the status of every answer there was. */
    List<Integer> end() throws Exception {
        over.countDown();
        for (Future<?> person : running) {
            person.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return List.copyOf(statuses);
    }

    @Override
    public void close() {
        over.countDown();
        people.shutdownNow();
    }
}
