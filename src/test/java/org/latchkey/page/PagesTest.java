package org.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages as a browser gets them from Tomcat. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>";

    private final HttpClient browser = HttpClient.newHttpClient();
    private final Map<String, Page> shown = new HashMap<>(SamplePages.all());
    private SampleSite site;

    @BeforeAll
    void startTomcat(@TempDir Path base) throws LifecycleException {
        shown.put("hostile-refusal", SamplePages.refusal(HOSTILE));
        shown.put("hostile-signin", SamplePages.signIn(HOSTILE, Optional.of(HOSTILE), true));
        shown.put(
                "hostile-signout",
                new SignedOutPage(
                        "javascript:alert(3)", List.of(new SignedOutPage.Elsewhere(HOSTILE, "javascript:alert(4)"))));
        shown.put("broken", new RefusalPage("", "", "NOBODY", "", "", Optional.empty(), Optional.empty()));
        site = SampleSite.start(base, shown);
    }

    @AfterAll
    void stopTomcat() throws LifecycleException {
        site.close();
    }

    static Stream<String> names() {
        return SamplePages.all().keySet().stream();
    }

    /** Whatever is judged on the samples, here and in a real browser, would else say nothing of a page that is none of them. */
    @Test
    void samplesWhenComparedWithTheTemplatesThenNoPageIsMissing() throws IOException {
        Set<String> sampled =
                SamplePages.all().values().stream().map(Page::template).collect(Collectors.toSet());

        try (Stream<Path> templates = Files.list(Path.of("src", "main", "jte"))) {
            assertThat(templates.filter(PagesTest::isWholePage).map(PagesTest::name))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(sampled).contains(name));
        }
    }

    private static boolean isWholePage(Path template) {
        try {
            return Files.readString(template).contains("@template.layout(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path template) {
        return template.getFileName().toString().replaceFirst("[.]jte$", "");
    }

    @ParameterizedTest
    @MethodSource("names")
    void showWhenAnyPageThenHeadersForbidCachingFramingAndForeignContent(String name) throws Exception {
        HttpResponse<byte[]> answer = get(name);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(answer.body().length));
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Content-Security-Policy"))
                .startsWith(
                        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void showWhenAnyPageThenFormActionIsLimitedUnlessTheFormLeadsToOtherSites(String name) throws Exception {
        String policy = header(get(name), "Content-Security-Policy");

        assertThat(policy.contains("form-action 'self'")).isNotEqualTo(name.matches("(signin|samlmessage).*"));
        assertThat(policy.contains("form-action")).isEqualTo(policy.contains("form-action 'self'"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void showWhenAnyPageThenItHasLandmarksOneHeadingALanguageAndNothingInline(String name) throws Exception {
        String html = text(get(name)).strip();

        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<html lang=\"en\">", "<main id=\"content\"", "<header>");
        assertThat(html).contains("<a class=\"skip\" href=\"#content\">", "name=\"viewport\"");
        assertThat(html).containsOnlyOnce("<h1>").containsPattern("<title>[^<]+ · Latchkey</title>");
        assertThat(html.replaceAll("<script (?:type=\"module\" )?src=\"/latchkey/static/[a-z]+\\.js\"></script>", ""))
                .doesNotContainPattern("(?i)<script|<style|\\sstyle=|\\son[a-z]+=|<iframe|<object|<base");
        assertThat(html).doesNotContain("${frame", "${page", "!{", "@if", "null");
    }

    @ParameterizedTest
    @MethodSource("names")
    void showWhenAnyPageThenEachReferenceToAnElementOfThePageIsGood(String name) throws Exception {
        String html = text(get(name));

        Matcher references = Pattern.compile("(?:for|aria-labelledby|aria-describedby)=\"([^\"]+)\"")
                .matcher(html);
        while (references.find()) {
            assertThat(references.group(1).split(" ", -1))
                    .allSatisfy(id -> assertThat(html).containsOnlyOnce(" id=\"" + id + "\""));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void showWhenAnyPageThenOnlyOwnFilesAreLoaded(String name) throws Exception {
        String html = text(get(name));

        Matcher loaded =
                Pattern.compile("<(?:link|img)[^>]*(?:href|src)=\"([^\"]+)\"").matcher(html);
        while (loaded.find()) {
            String file = loaded.group(1).replaceFirst("^/latchkey/", "");
            assertThat(file)
                    .satisfiesAnyOf(
                            ours -> assertThat(Path.of("webapp").resolve(ours)).isRegularFile(),
                            icon -> assertThat(icon).matches("icons/[a-z]+"));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void showWhenMethodIsHeadThenSameHeadersAndNoBody(String name) throws Exception {
        HttpRequest head = request(name)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<byte[]> answer = browser.send(head, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "Content-Length"))
                .isEqualTo(Integer.toString(get(name).body().length));
    }

    @Test
    void showWhenTextsHoldMarkupThenItIsShownAndNotObeyed() throws Exception {
        assertThat(text(get("hostile-refusal")) + text(get("hostile-signin")))
                .doesNotContain("<script", "<img src=x")
                .contains("&lt;script&gt;", "value=\"&#34;>&lt;script");
        assertThat(text(get("hostile-signout"))).doesNotContain("javascript:");
    }

    @Test
    void showWhenTemplateFailsThenNothingOfThePageIsSent() throws Exception {
        HttpResponse<byte[]> answer = get("broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer)).doesNotContain("latchkey.css");
    }

    @Test
    void showWhenBrowserPrefersALanguageThatIsNotSpokenThenTheTextIsMarkedAsEnglish() throws Exception {
        for (String wanted : new String[] {"sv, da;q=0.9", "*", "tlh", "en-GB", "x;q=nonsense", "-,;=,_"}) {
            HttpRequest asked =
                    request("signedout").header("Accept-Language", wanted).build();
            HttpResponse<byte[]> answer = browser.send(asked, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(text(answer)).contains("<html lang=\"en\">", "You are signed out");
            assertThat(header(answer, "Content-Language")).isEqualTo("en");
        }
    }

    @Test
    void showWhenServerSpeaksAnotherLanguageThenBrowserWithoutPreferenceGetsEnglish() throws Exception {
        Locale server = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMAN);
            assertThat(text(get("signedout"))).contains("<html lang=\"en\">");
        } finally {
            Locale.setDefault(server);
        }
    }

    @Test
    void showWhenSignInFailedThenTheMessageIsAnnouncedAndTheFieldsPointToIt() throws Exception {
        assertThat(text(get("signin-wrong")))
                .contains("id=\"problem\" role=\"alert\"", "aria-describedby=\"problem account-hint\"")
                .containsPattern("name=\"account\"[^>]*value=\"CORP\\\\ada\"[^>]*autocomplete=\"username\"")
                .containsPattern("name=\"password\"[^>]*autocomplete=\"current-password\"[^>]*autofocus");
        assertThat(text(get("signin")))
                .doesNotContain("role=\"alert\"", "aria-invalid")
                .containsOnlyOnce("autofocus");
    }

    @Test
    void showWhenPasswordFormIsOffThenThereIsNoForm() throws Exception {
        assertThat(text(get("signin-windows"))).doesNotContain("<form", "<input", "c2VhbGVk");
    }

    @Test
    void toStringWhenSignInPageThenSealedStateStaysSecret() {
        assertThat(SamplePages.signIn("CORP\\ada", Optional.empty(), true).toString())
                .doesNotContain("c2VhbGVk", "ada");
    }

    private HttpResponse<byte[]> get(String name) throws IOException, InterruptedException {
        return browser.send(request(name).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String name) {
        return HttpRequest.newBuilder(site.page(name));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
