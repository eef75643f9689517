package org.latchkey.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTomcatTest {
    @Test
    void startWhenDescriptorOfTheDemoThenItsResourcesAreThereAndLargeHeadersPass(@TempDir Path base) throws Exception {
        URI publicUrl = URI.create("http://localhost:8080/latchkey");
        try (FreshworksStandIn freshworks = FreshworksStandIn.start()) {
            DemoKey key = DemoKey.create(base.resolve("helpdesk.pem"));
            new DemoDescriptor(
                            publicUrl,
                            DemoParts.directory(),
                            base.resolve("password"),
                            DemoParts.kdc(),
                            freshworks,
                            key,
                            base.resolve("desk-secret"),
                            new SamlKeyPair(base.resolve("saml.key"), base.resolve("saml.crt")))
                    .write(DemoTomcat.descriptor(base, DemoTomcat.CONTEXT_PATH));

            try (DemoTomcat tomcat = DemoTomcat.start(base, war(base), DemoTomcat.CONTEXT_PATH, 0)) {
                HttpResponse<String> page = get(tomcat, "/latchkey/hello.html");

                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).isEqualTo("hello");
                assertThat(page.headers().firstValue("Content-Type")).contains("text/html");
                ContextResource application =
                        tomcat.context().getNamingResources().findResource("latchkey/app/helpdesk");
                assertThat(application.getProperty("redirectUri"))
                        .isEqualTo(freshworks.redirectUri().toString());
                assertThat(application.getProperty("factory")).isEqualTo("org.latchkey.config.SettingsFactory");
                ContextResource directory =
                        tomcat.context().getNamingResources().findResource("latchkey/directory/corp");
                assertThat(directory.getProperty("servers")).asString().startsWith("ldaps://localhost:");
            }
        }
    }

    private static HttpResponse<String> get(DemoTomcat tomcat, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + tomcat.port() + path))
                .header("Authorization", "Negotiate " + "A".repeat(60_000))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static Path war(Path directory) throws Exception {
        Path war = directory.resolve("dummy.war");
        try (OutputStream out = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
            zip.write(
                    "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\" metadata-complete=\"true\"/>"
                            .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("hello.html"));
            zip.write("hello".getBytes(StandardCharsets.UTF_8));
        }
        return war;
    }
}
