package org.latchkey.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DescriptorFileTest {

    private final Problems problems = new Problems();

    @TempDir
    Path directory;

    private List<Problem> reported(String xml) throws IOException {
        Path file = Files.writeString(directory.resolve("latchkey.xml"), xml);
        DescriptorFile.reportDuplicates(file, problems);
        return problems.list();
    }

    @Test
    void reportDuplicatesWhenEachNameStandsOnceThenNothing() throws IOException {
        assertThat(reported("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <Context>
                          <!-- <Resource name="latchkey/site"/> -->
                          <Resource name="latchkey/site"/><Resource name="latchkey/app/a"/><Resource name="latchkey/app/A"/>
                        </Context>""")).isEmpty();
    }

    @Test
    void reportDuplicatesWhenANameStandsTwiceThenAnError() throws IOException {
        assertThat(reported("<Context><Resource name='latchkey/app/a'/><Resource name='latchkey/app/b'/>"
                        + "<Resource title='x' name=\"latchkey/app/&#97;\"/></Context>"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isTrue();
                    assertThat(problem.resource()).isEqualTo("latchkey/app/a");
                    assertThat(problem.expected()).startsWith("stands twice in latchkey.xml");
                });
    }

    @Test
    void reportDuplicatesWhenNotOursThenNotOurBusiness() throws IOException {
        assertThat(reported("<Context><Resource name='jdbc/db'/><Resource name='jdbc/db'/><Resource/><Resource/>"
                        + "<Environment name='latchkey/site'/><Environment name='latchkey/site'/></Context>"))
                .isEmpty();
    }

    @Test
    void reportDuplicatesWhenTheFileIsNotXmlThenAWarning() throws IOException {
        assertThat(reported("<Context><Resource name='latchkey/site'"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isFalse();
                    assertThat(problem.seen()).isEqualTo("latchkey.xml");
                });
    }

    @Test
    void reportDuplicatesWhenTheFileIsNotInItsOwnCharsetThenAWarning() throws IOException {
        Path file = directory.resolve("latchkey.xml");
        Files.write(file, "<?xml version='1.0' encoding='UTF-8'?><Context title='é'/>".getBytes(ISO_8859_1));

        DescriptorFile.reportDuplicates(file, problems);

        assertThat(problems.list()).singleElement().matches(problem -> !problem.isError());
    }

    @Test
    void reportDuplicatesWhenTheFileIsAbsentThenAWarning() {
        DescriptorFile.reportDuplicates(directory.resolve("latchkey.xml"), problems);

        assertThat(problems.list()).singleElement().matches(problem -> !problem.isError());
    }

    @Test
    void reportDuplicatesWhenTheFileNamesExternalEntitiesThenNobodyIsAsked() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            reported("<!DOCTYPE Context SYSTEM '" + address + "dtd' [<!ENTITY e SYSTEM '" + address + "entity'>"
                    + "<!ENTITY % p SYSTEM '" + address + "parameter'> %p;]><Context>&e;</Context>");
        } finally {
            server.stop(0);
        }

        assertThat(asked).hasValue(0);
    }

    @Test
    void reportDuplicatesWhenAnEntityNamesAFileThenItsContentIsNowhere() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "<Resource name='latchkey/s3cret'/>".repeat(2));

        assertThat(reported("<!DOCTYPE Context [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><Context>&e;</Context>"))
                .noneMatch(problem -> problem.toString().contains("s3cret"));
    }

    @Test
    void reportDuplicatesWhenEntitiesAreNestedThenTheyAreNotExpanded() throws IOException {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE Context [<!ENTITY e0 'ha'>");
        for (int i = 1; i < 40; i++) {
            String inner = "&e" + (i - 1) + ";";
            dtd.append("<!ENTITY e")
                    .append(i)
                    .append(" '")
                    .append(inner.repeat(10))
                    .append("'>");
        }

        assertThat(reported(dtd + "]><Context>&e39;</Context>")).noneMatch(Problem::isError);
    }
}
