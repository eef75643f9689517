package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Active Directory site that this server is in. Some controllers are asked at once and the first answer counts: in a branch
 * office, most of the domain's controllers may be out of reach. Without an answer it is the site that was told last, if any, and
 * everything goes on.
 */
final class ClientSite implements ServiceRecords.Site {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSite.class);

    /** Servers seldom move, and to ask takes a connection. */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final int MOST_ASKED = 8;

    private final Ping ping;
    private final Attempts attempts;
    private final Duration patience;
    private final Clock clock;
    private volatile @Nullable Told told;

    /** Asks one controller. */
    interface Ping {
        Optional<NetlogonResponse> ask(Controller controller, Deadline deadline) throws NamingException;
    }

    private record Told(String site, Instant until) {}

    /** @param patience how long to wait for an answer */
    ClientSite(Ping ping, Attempts attempts, Duration patience, Clock clock) {
        this.ping = ping;
        this.attempts = attempts;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Optional<String> of(List<Controller> controllers) {
        Told known = told;
        if (known != null && clock.instant().isBefore(known.until())) {
            return Optional.of(known.site()).filter(site -> !site.isEmpty());
        }
        Optional<String> site =
                firstAnswer(controllers.stream().limit(MOST_ASKED).toList());
        site.ifPresent(name -> told(known, name));
        return site.or(() -> Optional.ofNullable(known).map(Told::site)).filter(name -> !name.isEmpty());
    }

    private void told(@Nullable Told before, String site) {
        told = new Told(site, clock.instant().plus(GOOD_FOR));
        if (before == null || !before.site().equals(site)) {
            LOG.info("Active Directory site of this server: {}", site.isEmpty() ? "none has its address" : site);
        }
    }

    private Optional<String> firstAnswer(List<Controller> controllers) {
        Deadline deadline = Deadline.after(patience, clock);
        CompletableFuture<Optional<String>> first = new CompletableFuture<>();
        AtomicInteger open = new AtomicInteger(controllers.size());
        for (Controller controller : controllers) {
            Runnable asked = () -> {
                Optional<String> site = site(controller, deadline);
                if (open.decrementAndGet() == 0 || site.isPresent()) {
                    first.complete(site);
                }
            };
            if (!attempts.inBackground(asked) && open.decrementAndGet() == 0) {
                first.complete(Optional.empty());
            }
        }
        try {
            return first.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        }
    }

    private Optional<String> site(Controller controller, Deadline deadline) {
        try {
            return ping.ask(controller, deadline).map(NetlogonResponse::clientSite);
        } catch (NamingException e) {
            LOG.debug("{} does not tell the site: {}", controller, AdError.of(e).detail());
        } catch (Refusal e) {
            LOG.debug("{} does not tell the site: {}", controller, e.facts());
        }
        return Optional.empty();
    }
}
