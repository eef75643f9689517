package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;

final class AliasCheckTest {

    private static final Optional<URI> SITE = Optional.of(URI.create("https://sso.corp.example.com/latchkey"));

    @Test
    void findingsWhenTheHostIsAnAliasThenAWarningWithTheNameThatTicketsAreFor() {
        AliasCheck check = new AliasCheck(SITE, Optional.of(host -> Optional.of("web1.corp.example.com")));

        assertThat(check.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(State.WARNING);
            assertThat(finding.text()).contains("sso.corp.example.com is an alias", "HTTP/web1.corp.example.com");
            assertThat(finding.remedy()).contains("A record", "setspn -S HTTP/web1.corp.example.com");
        });
    }

    @Test
    void findingsWhenItIsNoneThenFine() {
        assertThat(new AliasCheck(SITE, Optional.of(host -> Optional.empty())).findings())
                .extracting(Finding::state)
                .containsExactly(State.FINE);
    }

    @Test
    void findingsWhenDnsIsNotAskedHereThenNothing() {
        assertThat(new AliasCheck(SITE, Optional.empty()).findings()).isEmpty();
        assertThat(new AliasCheck(Optional.empty(), Optional.of(Optional::of)).findings())
                .isEmpty();
    }
}
