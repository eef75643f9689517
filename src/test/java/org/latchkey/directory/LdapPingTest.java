package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;

/** Servers that are no controllers of Active Directory; what those answer, the suite on real parts shows. */
class LdapPingTest {

    private static final DemoDirectory DEMO = DemoParts.directory();

    private static LdapPing ping(Corp corp) {
        return new LdapPing(new Connector(corp.settings(), Clock.systemUTC()), "corp.example.com");
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(30), Clock.systemUTC());
    }

    @Test
    void askWhenTheServerKnowsNoPingsThenNothing() throws Exception {
        Corp corp = Corp.ldaps(DEMO);

        assertThat(ping(corp).ask(corp.settings().servers().get(0), deadline())).isEmpty();
    }

    @Test
    void askWhenTheServerIsSilentThenItFailsInTime() {
        try (FaultyServer silent = FaultyServer.silent()) {
            Corp corp = Corp.ldaps(DEMO)
                    .with("servers", "localhost:" + silent.port())
                    .with("connectTimeout", "200ms")
                    .with("readTimeout", "200ms");

            assertThatThrownBy(() -> ping(corp).ask(corp.settings().servers().get(0), deadline()))
                    .isInstanceOf(NamingException.class);
        }
    }
}
