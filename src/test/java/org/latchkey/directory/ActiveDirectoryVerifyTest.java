package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Secret;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Passwords, in a directory of this test's own, since it counts what arrives there. */
class ActiveDirectoryVerifyTest {

    private static DemoDirectory demo;
    private static ActiveDirectory directory;

    @BeforeAll
    static void open() {
        demo = DemoDirectory.start();
        directory = Corp.ldaps(demo).open();
        directory.isReady();
    }

    @AfterAll
    static void close() {
        directory.close();
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "CORP\\ada", "ada@corp.example.com"})
    void verifyWhenThePasswordIsRightThenThePersonByOneBindOfTheEntryFound(String typed) {
        int before = demo.bindCount();

        DirectoryUser ada = verify(typed, DemoPeople.ADA.password());

        assertThat(ada.account()).hasToString("CORP\\ada");
        assertThat(bindsSince(before)).singleElement().asString().isEqualToIgnoringCase(DemoPeople.ADA.dn());
    }

    @Test
    void verifyWhenPasswordAndNamesAreOutsideAsciiThenThePerson() {
        assertThat(verify("zoe.angstrom", DemoPeople.ZOE.password()).account()).hasToString("CORP\\zoe.angstrom");
    }

    /** Windows' Vietnamese keyboard types tone marks of their own: what it has set as a password is in no normal form. */
    @Test
    void verifyWhenAPasswordIsInNoNormalFormThenAsItWasTyped() {
        DemoPerson person = DemoPerson.of("thuy", "Thuy", "Nguyen").withPassword("M\u00e2\u0323t-kh\u00e2\u0309u-1");
        demo.add(person);
        int before = demo.bindCount();

        assertThat(verify("thuy", person.password()).account()).hasToString("CORP\\thuy");
        assertThat(bindsSince(before)).hasSize(1);
    }

    @Test
    void verifyWhenThePasswordDiffersByNormalFormThenWrongAfterOneBindAndNoSecondTry() {
        int before = demo.bindCount();
        String decomposed = Normalizer.normalize(DemoPeople.ZOE.password(), Normalizer.Form.NFD);

        assertThat(refusalOf("zoe.angstrom", decomposed).reason()).isEqualTo(Reason.PASSWORD_WRONG);
        assertThat(bindsSince(before)).hasSize(1);
    }

    @Test
    void verifyWhenTheDistinguishedNameNeedsEscapingThenThePerson() {
        assertThat(verify("grace", DemoPeople.GRACE.password()).account()).hasToString("CORP\\grace");
    }

    @Test
    void verifyWhenThePasswordIsWrongThenRefusedAfterOneBind() {
        int before = demo.bindCount();

        Refusal refusal = refusalOf("ada", "wrong");

        assertThat(refusal.reason()).isEqualTo(Reason.PASSWORD_WRONG);
        assertThat(refusal.facts()).containsEntry("sub-code", "52e").containsEntry("account", "CORP\\ada");
        assertThat(bindsSince(before)).hasSize(1);
    }

    @Test
    void verifyWhenTheAccountIsUnknownThenRefusedAsForAWrongPasswordWithAConnectionButNoBind() {
        int before = demo.bindCount();
        int connections = demo.connectionCount();

        Refusal refusal = refusalOf("nobody", "whatever");

        assertThat(refusal.reason()).isEqualTo(Reason.PASSWORD_WRONG);
        assertThat(refusal.facts()).containsEntry("account", "nobody is unknown");
        assertThat(bindsSince(before)).isEmpty();
        assertThat(demo.connectionCount()).isEqualTo(connections + 1);
    }

    @Test
    void verifyWhenThePasswordIsEmptyThenNothingIsSent() {
        int binds = demo.bindCount();
        int searches = demo.searchCount();
        int connections = demo.connectionCount();

        Refusal refusal = refusalOf("ada", "");

        assertThat(refusal.reason()).isEqualTo(Reason.PASSWORD_MISSING);
        assertThat(List.of(demo.bindCount(), demo.searchCount(), demo.connectionCount()))
                .isEqualTo(List.of(binds, searches, connections));
    }

    @ParameterizedTest
    @CsvSource({
        "dennis, ACCOUNT_DISABLED",
        "eve, ACCOUNT_EXPIRED",
        "louis, ACCOUNT_LOCKED",
        "marie, PASSWORD_EXPIRED",
        "peter, PASSWORD_EXPIRED",
        "nocturne, LOGON_HOURS",
        "frontdesk, LOGON_WORKSTATION"
    })
    void verifyWhenTheAccountMayNotSignInThenItsOwnReason(String account, Reason reason) {
        assertThat(refusalOf(account, "Passw0rd-" + account).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dennis", "eve", "marie", "nocturne", "frontdesk"})
    void verifyWhenThePasswordIsWrongThenTheStateIsNotTold(String account) {
        assertThat(refusalOf(account, "wrong").reason()).isEqualTo(Reason.PASSWORD_WRONG);
    }

    @Test
    void verifyWhenOfAnotherDomainThenDomainUnknown() {
        assertThat(refusalOf("OTHER\\ada", "whatever").reason()).isEqualTo(Reason.DOMAIN_UNKNOWN);
    }

    @Test
    void verifyThenThePersonsConnectionIsClosed() {
        verify("ada", DemoPeople.ADA.password());
        assertThat(refusalOf("ada", "wrong").reason()).isEqualTo(Reason.PASSWORD_WRONG);

        Eventually.assertThat(demo::openConnections, 1);
    }

    private static DirectoryUser verify(String typed, String password) {
        return directory.verify(AccountName.typed(typed).orElseThrow(), new Secret(password), new RecordingGate());
    }

    private static Refusal refusalOf(String typed, String password) {
        return catchThrowableOfType(Refusal.class, () -> verify(typed, password));
    }

    private static List<String> bindsSince(int before) {
        return demo.bindNames().subList(before, demo.bindCount());
    }
}
