package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.page.DryRunPage.Comparison;

/** What the scripts said of a person, beside what is said now. */
final class OldScriptTest {

    private static final DirectoryUser ZOE = new DirectoryUser(
            AccountName.ofWindows("CORP\\zoe"),
            "CN=Zoë,DC=corp",
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            AccountState.ACTIVE,
            Map.of("displayName", List.of("Zoë Ångström "), "mail", List.of("zoe@corp.example.com")));

    private static Comparison only(List<Comparison> rows, String source) {
        List<Comparison> found =
                rows.stream().filter(row -> row.source().startsWith(source)).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void comparisonsWhenSimpleSsoThenTheBlankAndTheAccentsAreSeen() {
        List<Comparison> rows =
                new OldScript(ZOE, Map.of("name", "Zoë Ångström", "email", "zoe@corp.example.com")).comparisons();

        assertThat(only(rows, "mail").same()).isTrue();
        assertThat(rows.get(0).difference())
                .isEqualTo("differ from octet 16 on: 20 before (16 octets), nothing more now (15 octets)");
        assertThat(only(rows, "displayName without").before()).isEqualTo("Zoe Angstrom ");
        assertThat(only(rows, "displayName without").difference()).startsWith("differ from octet 3 on: 65 20 41");
    }

    @Test
    void comparisonsWhenJwtThenEverySubThatAScriptMayHaveSent() {
        List<Comparison> rows = new OldScript(ZOE, Map.of("sub", "zoe", "email", "z")).comparisons();

        assertThat(only(rows, "LOGON_USER behind").same()).isTrue();
        assertThat(rows)
                .filteredOn(row -> row.parameter().equals("sub") && row.same())
                .hasSize(1);
        assertThat(only(rows, "objectGUID, 32").before()).isEqualTo("33221100554477668899aabbccddeeff");
        assertThat(only(rows, "userPrincipalName").before()).isEmpty();
    }

    @Test
    void comparisonsWhenNothingWouldBeSentThenNone() {
        assertThat(new OldScript(ZOE, Map.of()).comparisons()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a,a,the same 1 octets",
        "'',a,nothing more before",
        "abcdefghij,b,61 62 63 64 65 66 67 68 \u2026 before"
    })
    void differenceThenInOctets(String before, String now, String part) {
        assertThat(OldScript.difference(before.getBytes(StandardCharsets.UTF_8), now.getBytes(StandardCharsets.UTF_8)))
                .contains(part);
    }
}
