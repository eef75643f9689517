package org.latchkey.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plays a Freshworks organisation with one JWT policy, on this machine's loopback address only: {@code /} start page,
 * {@code /login} sends a browser to Latchkey, {@code /sp/OIDC/<module>/implicit} checks what comes back and shows it,
 * {@code /silent} does the same as somebody who has a ticket; {@code /desk} is a helpdesk with Simple SSO, and {@code /organisation}
 * one with SAML.
 *
 * @see <a href="https://supportsandbox.freshdesk.com/support/solutions/articles/11000000028069">Freshworks on JWT sign-in</a>
 */
public final class FreshworksStandIn implements AutoCloseable {
    /** The identifier of the policy, both {@code client_id} and in the redirect address. */
    public static final String MODULE = "302836020429100183";

    /** How the stand-in is named as a SAML service provider. */
    public static final String SAML_ENTITY_ID = FreshworksOrganisation.ENTITY_ID;

    private static final String IMPLICIT = "/sp/OIDC/" + MODULE + "/implicit";

    private static final String LOGIN = "/login";

    private static final int LONGEST_FORM = 256 * 1024;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final FreshworksRequests requests = new FreshworksRequests(new SecureRandom());
    private final List<SignIn> signIns = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final Optional<DemoKdc> kdc;
    private volatile @Nullable Policy policy;
    private volatile @Nullable FreshworksDesk desk;
    private volatile @Nullable FreshworksOrganisation organisation;

    private FreshworksStandIn(HttpServer server, Clock clock, Optional<DemoKdc> kdc) {
        this.server = server;
        this.clock = clock;
        this.kdc = kdc;
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange).send(exchange);
            }
        });
        server.start();
    }

    /** For tests: on a port that the system chooses, without tickets of its own. */
    public static FreshworksStandIn start() {
        return new FreshworksStandIn(listening(0), Clock.systemUTC(), Optional.empty());
    }

    /** With the people of the demo on its start page. */
    static FreshworksStandIn start(int port, DemoKdc kdc) {
        return new FreshworksStandIn(listening(port), Clock.systemUTC(), Optional.of(kdc));
    }

    /** Where a person begins. */
    public URI startPage() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /**
     * Starts a sign-in: {@code ?shape=A|B} for the newer or the older request, {@code ?state=new|old} for the form of
     * state.
     */
    public URI login() {
        return startPage().resolve(LOGIN);
    }

    /** What an administrator copies from Freshworks to Latchkey. */
    public URI redirectUri() {
        return startPage().resolve(IMPLICIT);
    }

    /**
     * What an administrator copies from Latchkey to Freshworks.
     *
     * @param authorizationUrl e.g. {@code http://localhost:8080/latchkey/jwt/helpdesk}
     * @param rsaPublicKey one line of Base64
     */
    public void savePolicy(URI authorizationUrl, String rsaPublicKey) {
        policy = new Policy(authorizationUrl, new FreshworksJwtCheck(rsaPublicKey, clock));
    }

    /**
     * What an administrator enters at a helpdesk with Simple SSO.
     *
     * @param remoteLoginUrl e.g. {@code http://localhost:8080/latchkey/hmac/desk}
     */
    public void saveSimpleSso(URI remoteLoginUrl, String secret) {
        desk = new FreshworksDesk(remoteLoginUrl, new FreshworksSimpleSsoCheck(secret, clock));
    }

    /**
     * What an administrator enters for SAML.
     *
     * @param loginUrl e.g. {@code http://localhost:8080/latchkey/saml/sso}
     * @param issuer Latchkey's entity ID
     * @param certificate the one that Latchkey signs with
     */
    public void saveSaml(URI loginUrl, String issuer, X509Certificate certificate) {
        organisation = FreshworksOrganisation.of(loginUrl, issuer, certificate, consumer(), clock);
    }

    /** Where SAML responses are posted to. */
    public URI consumer() {
        return startPage().resolve(FreshworksOrganisation.CONSUMER);
    }

    /** The address of the helpdesk's portal, and where its sign-ins start. */
    public URI desk() {
        return startPage().resolve(FreshworksDesk.START);
    }

    /** What came back so far, in its order. */
    public List<SignIn> signIns() {
        return List.copyOf(signIns);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private HttpAnswer answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getPath().equals(FreshworksOrganisation.CONSUMER)) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_FORM);
            Query form = Query.of(new String(body, StandardCharsets.UTF_8));
            return with(organisation, current -> current.consume(form));
        }
        if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            return HttpAnswer.html(405, FreshworksPages.message("Not here", "This address takes GET only."));
        }
        Query query = Query.of(exchange.getRequestURI().getRawQuery());
        return switch (exchange.getRequestURI().getPath()) {
            case "/" -> HttpAnswer.html(200, FreshworksPages.start(kdc.isPresent()));
            case "/freshworks.css" -> stylesheet();
            case LOGIN -> withPolicy(current -> login(current, query));
            case IMPLICIT -> withPolicy(current -> implicit(current, query));
            case FreshworksDesk.START ->
                withDesk(current -> current.start(startPage().getAuthority()));
            case FreshworksDesk.LOGIN -> withDesk(current -> current.login(query));
            case FreshworksOrganisation.START -> with(organisation, FreshworksOrganisation::start);
            case "/silent" -> silent(query);
            default ->
                HttpAnswer.html(404, FreshworksPages.message("Nothing here", "There is no page at this address."));
        };
    }

    private HttpAnswer withPolicy(Function<Policy, HttpAnswer> page) {
        return with(policy, page);
    }

    private HttpAnswer withDesk(Function<FreshworksDesk, HttpAnswer> page) {
        return with(desk, page);
    }

    private static <T> HttpAnswer with(@Nullable T current, Function<T, HttpAnswer> page) {
        return current == null
                ? HttpAnswer.html(503, FreshworksPages.message("No policy", "Single sign-on is not configured yet."))
                : page.apply(current);
    }

    private HttpAnswer login(Policy current, Query query) {
        FreshworksRequests.Request request = query.first("state")
                .map(form -> requests.next(form.equals("old")))
                .orElseGet(requests::next);
        boolean older =
                query.first("shape").orElse("A").toUpperCase(Locale.ROOT).equals("B");
        Query sent = new Query()
                .with("client_id", MODULE)
                .with("state", request.state())
                .with("nonce", request.nonce())
                .with("scope", older ? "profile" : "openid email profile");
        sent = older
                ? sent.with("grant_type", "implicit")
                : sent.with("response_type", "id_token")
                        .with("redirect_uri", redirectUri().toString());
        return HttpAnswer.redirect(current.authorizationUrl() + "?" + sent);
    }

    private HttpAnswer implicit(Policy current, Query query) {
        String token = query.first("id_token").orElse("");
        try {
            JsonNode claims = current.check()
                    .claims(token, requests.use(query.first("state").orElse(null)));
            signIns.add(new SignIn(Optional.of(claims), Optional.empty()));
            return HttpAnswer.html(200, FreshworksPages.signedIn(claims, token));
        } catch (FreshworksRefusal refusal) {
            signIns.add(new SignIn(Optional.empty(), Optional.of(refusal)));
            return HttpAnswer.html(400, FreshworksPages.refused(refusal, LOGIN));
        }
    }

    private HttpAnswer silent(Query query) throws IOException {
        Optional<DemoPerson> person = query.first("as").flatMap(DemoPeople::named);
        if (kdc.isEmpty() || person.isEmpty()) {
            return HttpAnswer.html(
                    404, FreshworksPages.message("Nobody", "There is no such person in the demonstration."));
        }
        try {
            boolean older = query.first("to").filter("desk"::equals).isPresent();
            List<SilentBrowser.Step> steps =
                    new SilentBrowser(kdc.get().ticketFor(person.get())).open(older ? desk() : login());
            SilentBrowser.Step last = steps.get(steps.size() - 1);
            boolean in =
                    last.status() == 200 && last.address().getPath().equals(older ? FreshworksDesk.LOGIN : IMPLICIT);
            String verdict = in
                    ? "Signed in to " + (older ? "Customer Service." : "IT Service Desk.")
                    : "Not signed in: the last answer is " + last.status() + ", and its page says why.";
            return query.first("plain").isPresent()
                    ? HttpAnswer.text(steps, verdict)
                    : HttpAnswer.html(200, FreshworksPages.silent(person.get(), steps, verdict));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static HttpAnswer stylesheet() throws IOException {
        try (InputStream in = Objects.requireNonNull(FreshworksStandIn.class.getResourceAsStream("freshworks.css"))) {
            return new HttpAnswer(
                    200, "text/css; charset=utf-8", "", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static HttpServer listening(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An answer that came back to Freshworks.
     *
     * @param claims when it was accepted
     * @param refusal when it was not
     */
    public record SignIn(Optional<JsonNode> claims, Optional<FreshworksRefusal> refusal) {}

    private record Policy(URI authorizationUrl, FreshworksJwtCheck check) {}
}
