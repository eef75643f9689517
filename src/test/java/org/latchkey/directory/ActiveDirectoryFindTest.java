package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import javax.naming.ldap.LdapName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Looking people up in a directory that nothing disturbs. */
class ActiveDirectoryFindTest {

    private static final DemoDirectory DEMO = DemoParts.directory();

    private static ActiveDirectory directory;

    @BeforeAll
    static void open() {
        directory = Corp.ldaps(DEMO).open();
    }

    @AfterAll
    static void close() {
        directory.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "ADA",
                "CORP\\ada",
                "corp\\Ada",
                "corp.example.com\\ada",
                "ada@corp.example.com",
                "Ada@CORP.EXAMPLE.COM"
            })
    void findWhenTypedInAnyFormThenTheSamePersonWithTheCanonicalName(String typed) {
        DirectoryUser ada = directory.find(AccountName.typed(typed).orElseThrow());

        assertThat(ada.account()).isEqualTo(AccountName.ofWindows("CORP\\ada"));
        assertThat(ada.distinguishedName()).isEqualToIgnoringCase(DemoPeople.ADA.dn());
    }

    @Test
    void findWhenAPrincipalOfATicketThenThePerson() {
        DirectoryUser ada = directory.find(AccountName.ofKerberos("ada@CORP.EXAMPLE.COM"));

        assertThat(ada.account()).hasToString("CORP\\ada");
    }

    @Test
    void findWhenNamesAreOutsideAsciiThenWhole() {
        DirectoryUser zoe = directory.find(AccountName.ofWindows("CORP\\zoe.angstrom"));

        assertThat(zoe.attribute("displayName")).hasValue("Zoë Ångström");
        assertThat(zoe.attribute("givenName")).hasValue("Zoë");
        assertThat(zoe.attribute("sn")).hasValue("Ångström");
    }

    @Test
    void findWhenAccountHasAnApostropheThenFound() {
        DirectoryUser sean = directory.find(AccountName.ofWindows("CORP\\sean.o'brien"));

        assertThat(sean.attribute("mail")).hasValue("sean.o'brien@corp.example.com");
    }

    @Test
    void findWhenTheNameNeedsEscapingThenTheDistinguishedNameIsUsable() throws Exception {
        DirectoryUser grace = directory.find(AccountName.ofWindows("CORP\\grace"));

        assertThat(new LdapName(grace.distinguishedName())).isEqualTo(new LdapName(DemoPeople.GRACE.dn()));
    }

    @Test
    void findThenTheGuidAsWindowsShowsIt() {
        assertThat(directory.find(AccountName.ofWindows("CORP\\ada")).objectGuid())
                .isEqualTo(DemoPeople.ADA.objectGuid());
    }

    @Test
    void findThenTheAttributesThatApplicationsUseAndNoOthers() {
        DirectoryUser ada = directory.find(AccountName.ofWindows("CORP\\ada"));

        assertThat(ada.attribute("TELEPHONENUMBER")).isPresent();
        assertThat(ada.attribute("title")).hasValue("Analytical Engineer");
        assertThat(ada.attribute("company")).isEmpty();
        assertThat(ada.attribute("memberOf")).isEmpty();
    }

    @Test
    void findWhenThereIsNoMailThenItIsAbsent() {
        assertThat(directory.find(AccountName.ofWindows("CORP\\alan")).attribute("mail"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ada, ACTIVE",
        "dennis, DISABLED",
        "eve, EXPIRED",
        "louis, LOCKED",
        "marie, PASSWORD_EXPIRED",
        "peter, PASSWORD_EXPIRED",
        "hedy, HIDDEN"
    })
    void findThenTheState(String account, AccountState state) {
        assertThat(directory.find(AccountName.ofWindows("CORP\\" + account)).state())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "CORP\\nobody",
                "nobody@corp.example.com",
                "ada@example.org",
                "*",
                "ad*",
                "ada)(objectClass=*",
                "*)(|(mail=*",
                "ada\\",
                "(",
                ")",
                "&",
                "|",
                "!",
                "\\2a",
                "CORP\\\\61da",
                "Helpdesk Admins",
                "ada ada"
            })
    void findWhenNobodyHasThatNameThenUnknown(String name) {
        AccountName.typed(name)
                .ifPresent(account ->
                        assertThat(refusalOf(account).reason()).isIn(Reason.ACCOUNT_UNKNOWN, Reason.DOMAIN_UNKNOWN));
    }

    @Test
    void findWhenUnknownThenTheAdministratorLearnsWhatWasSoughtAndWhere() {
        assertThat(refusalOf(AccountName.ofWindows("CORP\\nobody")).facts())
                .isEqualTo(Map.of("account", "CORP\\nobody", "base", DemoDirectory.BASE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER\\ada", "example.com\\ada", "corp.example.com.evil\\ada"})
    void findWhenOfAnotherDomainThenDomainUnknown(String name) {
        assertThat(refusalOf(AccountName.ofWindows(name)).reason()).isEqualTo(Reason.DOMAIN_UNKNOWN);
    }

    @Test
    void findWhenTheRealmIsAnotherThenDomainUnknown() {
        assertThat(refusalOf(AccountName.ofKerberos("ada@OTHER.EXAMPLE.COM")).reason())
                .isEqualTo(Reason.DOMAIN_UNKNOWN);
    }

    /** A NetBIOS name is no realm: an organisation's Kerberos realm may be called CORP. */
    @Test
    void findWhenTheRealmIsCalledLikeTheNetbiosNameThenDomainUnknown() {
        assertThat(refusalOf(AccountName.ofKerberos("ada@CORP")).reason()).isEqualTo(Reason.DOMAIN_UNKNOWN);
    }

    /** Whoever may create accounts chooses their names: one called ada@corp.example.com would be Ada. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@LAB.EXAMPLE.COM@CORP.EXAMPLE.COM",
                "ada\\@corp.example.com",
                "ada\\@corp.example.com@CORP.EXAMPLE.COM",
                "ada\\@corp.example.com@LAB.EXAMPLE.COM",
                "host/ada\\@corp.example.com@CORP.EXAMPLE.COM",
                "ada\\\\@corp.example.com@CORP.EXAMPLE.COM"
            })
    void ofKerberosWhenItIsNoPersonsPrincipalThenRefused(String principal) {
        assertThatIllegalArgumentException().isThrownBy(() -> AccountName.ofKerberos(principal));
    }

    @Test
    void findWhenTheBaseIsAnotherUnitThenNobodyElseIsFound() {
        try (ActiveDirectory groupsOnly =
                Corp.ldaps(DEMO).with("base", "OU=Groups," + DEMO.base()).open()) {
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> groupsOnly.find(AccountName.ofWindows("CORP\\ada")));

            assertThat(refusal.reason()).isEqualTo(Reason.ACCOUNT_UNKNOWN);
        }
    }

    @Test
    void findWhenTheBaseIsAUnitThenTheDomainFollowsFromIt() {
        try (ActiveDirectory people =
                Corp.ldaps(DEMO).with("base", "OU=People," + DEMO.base()).open()) {
            assertThat(people.find(AccountName.ofKerberos("ada@CORP.EXAMPLE.COM"))
                            .account())
                    .hasToString("CORP\\ada");
        }
    }

    @Test
    void findWhenTheBaseDoesNotExistThenUnavailableWithTheControllersWords() {
        try (ActiveDirectory nowhere =
                Corp.ldaps(DEMO).with("base", "OU=Nowhere," + DEMO.base()).open()) {
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> nowhere.find(AccountName.ofWindows("CORP\\ada")));

            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(refusal.facts().get("error")).contains("error code 32");
        }
    }

    @Test
    void findWhenNetbiosNameIsConfiguredThenItCounts() {
        try (ActiveDirectory renamed =
                Corp.ldaps(DEMO).with("netbiosName", "LEGACY").open()) {
            assertThat(renamed.find(AccountName.ofWindows("legacy\\ada")).account())
                    .hasToString("LEGACY\\ada");
            assertThat(catchThrowableOfType(Refusal.class, () -> renamed.find(AccountName.ofWindows("CORP\\ada")))
                            .reason())
                    .isEqualTo(Reason.DOMAIN_UNKNOWN);
        }
    }

    @Test
    void isReadyWhenAControllerAnswersThenTrue() {
        assertThat(directory.isReady()).isTrue();
    }

    private static Refusal refusalOf(AccountName account) {
        return catchThrowableOfType(Refusal.class, () -> directory.find(account));
    }
}
