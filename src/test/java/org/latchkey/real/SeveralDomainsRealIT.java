package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Secret;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.ControllerStatus;
import org.latchkey.directory.Directory;
import org.latchkey.directory.PasswordGate;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Two domains on real controllers, and a Sam in each. */
@ExtendWith(RealParts.class)
class SeveralDomainsRealIT {

    private static final String OF_CORP = "sam@corp.example.com";
    private static final String OF_LAB = "sam@lab.example.com";

    private static SambaController other;
    private static Directory directory;

    @BeforeAll
    static void start(SambaDomain domain) {
        other = domain.other();
        directory = DirectoryAttributes.ofCorp(domain)
                .with("domain", "corp.example.com")
                .with("globalCatalog", domain.first().host())
                .open(DirectoryAttributes.of(domain, "lab", "lab.example.com").with("servers", other.host()));
    }

    @AfterAll
    static void stop() {
        directory.close();
        other.close();
    }

    private static String mail(AccountName account) {
        return directory.find(account).attribute("mail").orElseThrow();
    }

    private static Reason reason(AccountName account) {
        return catchThrowableOfType(Refusal.class, () -> directory.find(account))
                .reason();
    }

    @ParameterizedTest
    @CsvSource({"CORP\\sam," + OF_CORP, "LAB\\sam," + OF_LAB, "lab.example.com\\SAM," + OF_LAB})
    void findWhenWindowsNamesTheDomainThenItsSam(String account, String mail) {
        assertThat(mail(AccountName.ofWindows(account))).isEqualTo(mail);
    }

    @ParameterizedTest
    @CsvSource({"sam@CORP.EXAMPLE.COM," + OF_CORP, "sam@LAB.EXAMPLE.COM," + OF_LAB})
    void findWhenTheTicketNamesTheRealmThenItsSam(String principal, String mail) {
        assertThat(mail(AccountName.ofKerberos(principal))).isEqualTo(mail);
    }

    @ParameterizedTest
    @CsvSource({OF_LAB + "," + OF_LAB, SambaPeople.NAMESAKE_UPN + "," + OF_CORP})
    void findWhenUserPrincipalNameThenWhoseItIs(String typed, String mail) {
        assertThat(mail(AccountName.typed(typed).orElseThrow())).isEqualTo(mail);
    }

    @Test
    void findWhenTheSuffixIsNoDomainThenTheGlobalCatalogKnows() {
        mail(AccountName.typed(SambaPeople.NAMESAKE_UPN).orElseThrow());

        assertThat(directory.controllers()).anySatisfy(status -> {
            assertThat(status.controller()).isEqualTo("dc1.corp.example.com:3269");
            assertThat(status.state()).isEqualTo(ControllerStatus.State.ANSWERS);
        });
    }

    @Test
    void findWhenOnlyANameThenNoDomainIsGuessed() {
        assertThat(reason(AccountName.typed("sam").orElseThrow())).isEqualTo(Reason.DOMAIN_NEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SALES\\sam", "CORP.EXAMPLE.ORG\\sam"})
    void findWhenTheDomainIsNoneThenUnknown(String account) {
        assertThat(reason(AccountName.ofWindows(account))).isEqualTo(Reason.DOMAIN_UNKNOWN);
    }

    @Test
    void findWhenNobodyHasThatUserPrincipalNameThenUnknown() {
        assertThat(reason(AccountName.typed("nobody@brand.example.org").orElseThrow()))
                .isIn(Reason.DOMAIN_UNKNOWN, Reason.ACCOUNT_UNKNOWN);
    }

    @Test
    void verifyThenEachSamsPasswordOpensHisOwnAccountOnly() {
        AccountName account = AccountName.ofWindows("LAB\\sam");

        assertThat(verify(account, SambaPeople.NAMESAKE_PASSWORD_IN_OTHER)).isEqualTo(OF_LAB);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> verify(account, SambaPeople.NAMESAKE_PASSWORD));
        assertThat(refusal.reason()).isEqualTo(Reason.PASSWORD_WRONG);
    }

    private static String verify(AccountName account, String password) {
        return directory
                .verify(account, new Secret(password), claim -> new Admitted())
                .attribute("mail")
                .orElseThrow();
    }

    private static final class Admitted implements PasswordGate.Attempt {
        @Override
        public void tell(PasswordGate.Outcome outcome) {
            // Nobody counts here.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
