package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.windows.Keytabs;

/** Tickets of a real KDC, for which the keytab here is the wrong one. */
class BrowserCheckKeytabIT {

    private static LatchkeyServer startWithKeytab(Path folder, int version, int encryption) throws IOException {
        Path keytab = Files.write(
                folder.resolve("http.keytab"), Keytabs.of("HTTP/localhost@CORP.EXAMPLE.COM", version, encryption));
        DemoDirectory directory = DemoParts.directory();
        return LatchkeyServer.start(Descriptor.empty()
                .resource(
                        "windows",
                        Map.of(
                                "provider",
                                "kerberos",
                                "keytab",
                                keytab.toString(),
                                "servicePrincipal",
                                "HTTP/localhost@CORP.EXAMPLE.COM"))
                .directory(directory.ldapsPort(), directory.trustFile())
                .xml());
    }

    /** Real tickets; what of them stands in clear is not shown either. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | 18 | setspn -X", "77 | 18 | klist -kte", "1 | 23 | AES 128 and 256"})
    void checkWhenTheKeytabIsNotTheTicketsThenWhy(int version, int encryption, String remedy, @TempDir Path folder)
            throws IOException {
        String token = DemoParts.kdc().ticketFor(DemoPeople.ADA).spnego("HTTP@localhost");
        try (LatchkeyServer other = startWithKeytab(folder, version, encryption)) {
            HttpResponse<String> answer =
                    new Browser().get(other.uri("/browser-check"), "Authorization", "Negotiate " + token);

            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
            assertThat(answer.body())
                    .contains("did everything right", remedy)
                    .doesNotContain("CORP.EXAMPLE.COM", "kvno " + version, token.substring(0, 40));
        }
    }
}
