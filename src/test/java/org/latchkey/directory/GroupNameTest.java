package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=Helpdesk Admins,OU=Groups,DC=corp,DC=example,DC=com | DISTINGUISHED_NAME",
                "CN=Finance\\, Tax \\+ Audit,OU=Groups,DC=corp,DC=example,DC=com | DISTINGUISHED_NAME",
                "CN=A\\\\B,DC=corp | DISTINGUISHED_NAME",
                "CORP\\Helpdesk Admins | DOWN_LEVEL",
                "corp.example.com\\Räume (2. Stock) | DOWN_LEVEL",
                "S-1-5-21-1004336348-1177238915-682003330-512 | SID",
                "s-1-5-32-544 | SID"
            })
    void parseWhenInAKnownFormThenThatForm(String text, GroupName.Form form) {
        assertThat(GroupName.parse(text).form()).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Helpdesk Admins",
                "CORP\\",
                "\\Helpdesk",
                "CORP\\a\\b",
                "helpdesk@corp.example.com",
                "=",
                "CN",
                "CORP\\*",
                "CORP\\One, CORP\\Two",
                "S-1-1-0",
                "S-1-5-11",
                "S-1-5-21-x",
                "S-2-5-21-1-2-3-512"
            })
    void parseWhenInNoKnownFormThenRefusedWithWhatIsExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupName.parse(text))
                .withMessageStartingWith("expected ");
    }

    @Test
    void parseAllWhenSeparatedBySemicolonsThenCommasBelongToNames() {
        assertThat(GroupName.parseAll(" CN=Finance\\, Tax,DC=corp ;CORP\\Helpdesk;; S-1-5-32-544 ;"))
                .extracting(GroupName::text)
                .containsExactly("CN=Finance\\, Tax,DC=corp", "CORP\\Helpdesk", "S-1-5-32-544");
    }

    @Test
    void parseAllWhenASemicolonIsEscapedThenItBelongsToTheName() {
        assertThat(GroupName.parseAll("CN=A\\;B,DC=corp;CN=C\\\\,DC=corp"))
                .extracting(GroupName::text)
                .containsExactly("CN=A\\;B,DC=corp", "CN=C\\\\,DC=corp");
    }

    @Test
    void domainAndAccountThenTheTwoPartsOfADownLevelName() {
        assertThat(GroupName.parse("CORP\\Helpdesk Admins").domain()).isEqualTo("CORP");
        assertThat(GroupName.parse("CORP\\Helpdesk Admins").account()).isEqualTo("Helpdesk Admins");
    }
}
