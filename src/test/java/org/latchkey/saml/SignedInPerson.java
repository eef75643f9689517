package org.latchkey.saml;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.signin.Mechanism;
import org.latchkey.signin.Person;
import org.latchkey.signin.SignedIn;

/** Somebody with a value for every attribute that is told by default. */
final class SignedInPerson {

    static final UUID GUID = UUID.fromString("b4c1f3f2-8d0e-4a55-9a51-6f0c2f1d7a10");

    private SignedInPerson() {}

    static Person zoe() {
        return zoe("Zoë");
    }

    /** @param givenName as the directory has it */
    static Person zoe(String givenName) {
        AccountName account = AccountName.ofWindows("CORP\\zoe");
        DirectoryUser user = new DirectoryUser(
                account,
                "CN=Zoë,DC=corp",
                GUID,
                AccountState.ACTIVE,
                Map.of(
                        "mail", List.of("zoe.mueller@corp.example.com"),
                        "givenName", List.of(givenName),
                        "sn", List.of("Müller & Söhne <1>"),
                        "telephoneNumber", List.of("+44 20 7946 0123"),
                        "mobile", List.of("+44 7700 900123"),
                        "company", List.of("Example\r\nCorporation\t\"1\" 🚀"),
                        "title", List.of("Engineer"),
                        "preferredLanguage", List.of("de")));
        // Nobody asks for groups once somebody has entered.
        return new Person(new SignedIn(account, Mechanism.KERBEROS, Described.NOW.minusSeconds(3)), user, null);
    }
}
