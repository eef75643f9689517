package org.latchkey.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Chromium, without a window, as it runs at somebody's desk: with a profile, and that person's tickets. */
final class Chromium implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern ICON = Pattern.compile("https://[^/?#]+/\\w+/static/favicon\\.svg");

    private final Process process;
    private final DevTools page;

    private Chromium(Process process, DevTools page) {
        this.process = process;
        this.page = page;
    }

    /** @param tickets Kerberos credentials cache; an empty one for a computer outside the domain */
    static Chromium start(SambaDomain domain, Path tickets) {
        try {
            Path profile = Files.createTempDirectory(domain.work(), "chromium");
            // A profile that never met Negotiate loads no Kerberos library, and cannot answer the first challenge of
            // its life.
            Files.writeString(
                    profile.resolve("Local State"), "{\"net\":{\"received_http_auth_negotiate_headers\":true}}");
            Process process = Program.builder(Map.of("KRB5CCNAME", tickets.toString()), command(domain, profile))
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("log").toFile())
                    .start();
            URI page = page(process, profile.resolve("DevToolsActivePort"));
            DevTools devTools = new DevTools(page);
            for (String part : List.of("Page.enable", "Log.enable", "Network.enable")) {
                devTools.command(part, Map.of());
            }
            return new Chromium(process, devTools);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object[] command(SambaDomain domain, Path profile) {
        List<Object> command = new ArrayList<>(List.of("chromium", "--headless=new"));
        // It cannot wall itself in where it runs as root.
        command.add("--no-sandbox");
        command.addAll(List.of(
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking"));
        command.addAll(List.of("--disable-component-update", "--disable-sync", "--remote-debugging-port=0"));
        command.add("--user-data-dir=" + profile);
        command.add("--auth-server-allowlist=sso.corp.example.com");
        // In place of a policy that installs the domain's authority on each computer.
        command.add("--ignore-certificate-errors-spki-list="
                + publicKeyHash(domain.work().resolve("sso.pem")));
        command.add("about:blank");
        return command.toArray();
    }

    private static String publicKeyHash(Path certificate) {
        try (var in = Files.newInputStream(certificate)) {
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey()
                    .getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The WebSocket of its one page, once it has written its port to a file. */
    private static URI page(Process process, Path portFile) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException("Chromium does not start: see " + portFile.resolveSibling("log"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list");
        for (var target : new ObjectMapper().readTree(list.toURL().openStream())) {
            if (target.get("type").textValue().equals("page")) {
                return URI.create(target.get("webSocketDebuggerUrl").textValue());
            }
        }
        throw new IllegalStateException("Chromium has no page");
    }

    /** Goes to an address, and waits for the page it ends at. */
    void open(URI address) {
        page.forgetEvents();
        page.command("Page.navigate", Map.of("url", address.toString()));
        page.await("Page.loadEventFired");
    }

    /** Goes to an address, and waits for a page further on: those between send themselves on. */
    void open(URI address, URI end) {
        leadTo(end, () -> page.command("Page.navigate", Map.of("url", address.toString())));
    }

    /** Posts a form of the page's to another site, and waits for a page further on. */
    void post(URI address, Map<String, String> fields, URI end) {
        String form = new ObjectMapper().valueToTree(fields).toString();
        leadTo(
                end,
                () -> evaluate("(fields => { const form = document.createElement('form'); form.method = 'post';"
                        + " form.action = '" + address + "'; for (const [name, value] of Object.entries(fields))"
                        + " form.append(Object.assign(document.createElement('input'), {type: 'hidden', name, value}));"
                        + " document.body.append(form); form.submit(); })(" + form + ")"));
    }

    private void leadTo(URI end, Runnable step) {
        page.forgetEvents();
        step.run();
        page.await(
                "Page.frameNavigated", shown -> shown.at("/frame/url").asText().equals(end.toString()));
        page.await("Page.loadEventFired");
    }

    /** From now on, pages have no scripts; a test's own still run. */
    void forbidScripts() {
        page.command("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** Clicks, and waits for the page that this leads to. */
    void click(String selector) {
        page.forgetEvents();
        evaluate("document.querySelector('" + selector + "').click()");
        page.await("Page.loadEventFired");
    }

    /** Types into a field, letter by letter as far as the page can tell. */
    void type(String selector, String text) {
        evaluate("document.querySelector('" + selector + "').focus()");
        page.command("Input.insertText", Map.of("text", text));
    }

    /**
     * Presses the mouse where an element is, which also gives the page the focus: without it, no page may write to the clipboard.
     *
     * @param element as the page's script finds it
     */
    void press(String element) {
        JsonNode at = evaluate("(() => { const element = " + element + "; element.scrollIntoView({block: 'center'});"
                + " const box = element.getBoundingClientRect();"
                + " return [box.x + box.width / 2, box.y + box.height / 2]; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            Map<String, Object> mouse = Map.of(
                    "type",
                    type,
                    "x",
                    at.get(0).asDouble(),
                    "y",
                    at.get(1).asDouble(),
                    "button",
                    "left",
                    "clickCount",
                    1);
            page.command("Input.dispatchMouseEvent", mouse);
        }
    }

    /** What comes of pasting into a field, which stands on the page for as long as this takes. */
    String paste() {
        evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'pasted'}));"
                + " document.getElementById('pasted').focus()");
        Map<String, Object> key = Map.of("type", "keyDown", "key", "v", "modifiers", 2, "commands", List.of("paste"));
        page.command("Input.dispatchKeyEvent", key);
        return evaluate("(() => { const field = document.getElementById('pasted'); field.remove();"
                        + " return field.value; })()")
                .asText();
    }

    /** Chooses files, as the dialogue of the field does. */
    void choose(String selector, List<Path> files) {
        int document =
                page.command("DOM.getDocument", Map.of()).at("/root/nodeId").asInt();
        int field = page.command("DOM.querySelector", Map.of("nodeId", document, "selector", selector))
                .path("nodeId")
                .asInt();
        List<String> names = files.stream().map(Path::toString).toList();
        page.command("DOM.setFileInputFiles", Map.of("nodeId", field, "files", names));
    }

    /** Follows a link that some page has, as {@link #open} does not: the request comes from the page's site. */
    void follow(URI address) {
        page.forgetEvents();
        evaluate("document.location.href = '" + address + "'");
        page.await("Page.loadEventFired");
    }

    /** Asks for pages in this language from now on. */
    void speak(Locale language) {
        page.command(
                "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language.toLanguageTag())));
    }

    /** @param scheme {@code light} or {@code dark} */
    void prefer(String scheme) {
        page.command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void resize(int width, int height) {
        page.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** The whole page, as PNG. */
    byte[] picture() {
        return Base64.getDecoder()
                .decode(page.command("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                        .get("data")
                        .textValue());
    }

    /** What is seen of the page without scrolling, as PNG. */
    byte[] view() {
        return Base64.getDecoder()
                .decode(page.command("Page.captureScreenshot", Map.of())
                        .get("data")
                        .textValue());
    }

    String address() {
        return evaluate("document.location.href").asText();
    }

    String text() {
        return evaluate("document.body.innerText").asText();
    }

    /** What its content security policy kept a page from, as the console tells it. */
    List<String> violations() {
        // The answer to a command comes after what was said before.
        evaluate("0");
        return page.told("Log.entryAdded").stream()
                .map(told -> told.at("/entry/text").asText())
                .filter(text -> text.contains("Content Security Policy"))
                .toList();
    }

    /** All addresses that pages asked for, those of other pages before included. Chromium fetches their icon when it pleases. */
    List<String> requests() {
        evaluate("0");
        return page.told("Network.requestWillBeSent").stream()
                .map(told -> told.at("/request/url").asText())
                .filter(address -> !ICON.matcher(address).matches())
                .toList();
    }

    /**
     * A chain of requests, each of them where the one before redirected to.
     *
     * @param steps {@code POST 303}, {@code GET}: how each asked, and what came back unless that is the page
     * @param withheld the names of the cookies that the first one had to leave behind, for its site is another
     */
    record Chain(List<String> steps, Set<String> withheld) {}

    /** The chain that began by posting to an address. */
    Chain chain(URI posted) {
        evaluate("0");
        List<JsonNode> all = page.told("Network.requestWillBeSent");
        String id = all.stream()
                .filter(told -> told.at("/request/url").asText().equals(posted.toString()))
                .map(told -> told.get("requestId").asText())
                .findFirst()
                .orElseThrow();
        return new Chain(steps(of(id, all)), withheld(of(id, page.told("Network.requestWillBeSentExtraInfo"))));
    }

    private static List<JsonNode> of(String id, List<JsonNode> all) {
        return all.stream()
                .filter(told -> told.get("requestId").asText().equals(id))
                .toList();
    }

    private static List<String> steps(List<JsonNode> chain) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            String answer = i + 1 < chain.size()
                    ? " " + chain.get(i + 1).at("/redirectResponse/status").asText()
                    : "";
            steps.add(chain.get(i).at("/request/method").asText() + answer);
        }
        return steps;
    }

    private static Set<String> withheld(List<JsonNode> chain) {
        Set<String> names = new TreeSet<>();
        for (JsonNode cookie : chain.get(0).get("associatedCookies")) {
            if (cookie.get("blockedReasons").toString().contains("SameSite")) {
                names.add(cookie.at("/cookie/name").asText());
            }
        }
        return names;
    }

    /** The value of a script, or of the promise that it makes. */
    JsonNode evaluate(String script) {
        JsonNode answer = page.command(
                "Runtime.evaluate",
                Map.of("expression", script, "userGesture", true, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    @Override
    public void close() {
        page.close();
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        process.onExit().join();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
