package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Names that more than one entry answers to, or that are no person's: in a directory of this test's own. */
class ActiveDirectoryNamesTest {

    private static DemoDirectory demo;
    private static ActiveDirectory directory;

    @BeforeAll
    static void open() {
        demo = DemoDirectory.start();
        directory = Corp.plain(demo).open();
    }

    @AfterAll
    static void close() {
        directory.close();
        demo.close();
    }

    @AfterEach
    void restore() {
        name(DemoPeople.CARL, "userPrincipalName", "carl@corp.example.com");
        name(DemoPeople.CARL, "sAMAccountName", "carl");
        name(DemoPeople.CARL, "objectCategory", "person");
    }

    @Test
    void findWhenTwoHaveTheNameThenAmbiguous() {
        name(DemoPeople.CARL, "sAMAccountName", "ada");

        assertThat(refusalOf("CORP\\ada").reason()).isEqualTo(Reason.ACCOUNT_AMBIGUOUS);
    }

    @Test
    void findWhenTwoHaveTheUserPrincipalNameThenAmbiguous() {
        name(DemoPeople.CARL, "userPrincipalName", "ada@corp.example.com");

        assertThat(refusalOf("ada@corp.example.com").reason()).isEqualTo(Reason.ACCOUNT_AMBIGUOUS);
    }

    @Test
    void findWhenTheSuffixIsAnotherThanTheDomainThenByTheExplicitName() {
        name(DemoPeople.CARL, "userPrincipalName", "carl.outside@example.com");

        assertThat(find("carl.outside@example.com").account()).hasToString("CORP\\carl");
    }

    @Test
    void findWhenTheExplicitNameIsAnotherThenStillByTheImplicitOne() {
        name(DemoPeople.CARL, "userPrincipalName", "carl.outside@example.com");

        assertThat(find("carl@corp.example.com").account()).hasToString("CORP\\carl");
    }

    @Test
    void findWhenOnesExplicitNameIsAnothersImplicitOneThenTheExplicitOneWins() {
        name(DemoPeople.CARL, "userPrincipalName", "grace.new@corp.example.com");
        name(DemoPeople.CARL, "sAMAccountName", "elsewhere");
        name(DemoPeople.GRACE, "userPrincipalName", "elsewhere@corp.example.com");

        DirectoryUser found = find("elsewhere@corp.example.com");
        name(DemoPeople.GRACE, "userPrincipalName", "grace@corp.example.com");

        assertThat(found.account()).hasToString("CORP\\grace");
    }

    /** Windows remembers names: after a renaming, it may tell the old one for a while. */
    @Test
    void findWhenWindowsTellsAnOldNameThenItsOwnerBySid() {
        AccountName old = AccountName.ofWindows("CORP\\carl", Sid.of(DemoPeople.CARL.objectSid()));
        name(DemoPeople.CARL, "sAMAccountName", "charles");
        assertThat(directory.find(old).account()).isEqualTo(AccountName.ofWindows("CORP\\charles"));

        name(DemoPeople.GRACE, "sAMAccountName", "carl");
        try {
            assertThat(directory.find(old).account()).isEqualTo(AccountName.ofWindows("CORP\\charles"));
        } finally {
            name(DemoPeople.GRACE, "sAMAccountName", "grace");
        }
    }

    @Test
    void findWhenNobodyHasTheSidThenUnknownWhoeverHasTheName() {
        AccountName stranger = AccountName.ofWindows("CORP\\carl", new Sid("S-1-5-21-1-2-3-4"));

        assertThat(catchThrowableOfType(Refusal.class, () -> directory.find(stranger))
                        .reason())
                .isEqualTo(Reason.ACCOUNT_UNKNOWN);
    }

    @Test
    void findWhenItIsAComputerThenUnknown() {
        name(DemoPeople.CARL, "objectCategory", "computer");

        assertThat(refusalOf("CORP\\carl").reason()).isEqualTo(Reason.ACCOUNT_UNKNOWN);
    }

    @Test
    void findWhenItIsATrustThenUnknown() {
        name(DemoPeople.CARL, "sAMAccountName", "PARTNER$");

        assertThat(refusalOf("CORP\\PARTNER$").reason()).isEqualTo(Reason.ACCOUNT_UNKNOWN);
    }

    private static DirectoryUser find(String typed) {
        return directory.find(AccountName.typed(typed).orElseThrow());
    }

    private static Refusal refusalOf(String typed) {
        return catchThrowableOfType(Refusal.class, () -> find(typed));
    }

    private static void name(DemoPerson person, String attribute, String value) {
        demo.modify(person.dn(), attribute, value);
    }
}
