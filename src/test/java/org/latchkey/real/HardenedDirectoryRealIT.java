package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;

/** A domain in which "Authenticated Users" was taken out of "Pre-Windows 2000 Compatible Access". */
@ExtendWith(RealParts.class)
class HardenedDirectoryRealIT {

    private static final String COMPATIBLE_ACCESS =
            "CN=Pre-Windows 2000 Compatible Access,CN=Builtin," + SambaPeople.BASE;
    private static final String AUTHENTICATED_USERS = "CN=S-1-5-11,CN=ForeignSecurityPrincipals," + SambaPeople.BASE;

    private static final String PEOPLE = "OU=People," + SambaPeople.BASE;

    /** The {@code dsacls} lines as SDDL ([MS-DTYP] 2.5.1): read, inherited by users. */
    private static final String MAY_READ = "(OA;CIIO;RP;%s;bf967aba-0de6-11d0-a285-00aa003049e2;%s)";

    private static final String ACCOUNT_RESTRICTIONS = "4c164200-20c0-11d0-a768-00aa006e0529";
    private static final String TOKEN_GROUPS = "b7c69e6d-2cc7-11d2-854e-00a0c983f608";

    private static Installation installation;
    private static SambaDomain domain;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
        domain = shared.domain();
    }

    @BeforeEach
    void harden() {
        domain.modify(new Ldif().deleteValue(COMPATIBLE_ACCESS, "member", AUTHENTICATED_USERS));
        breakConnections();
    }

    @AfterEach
    void soften() {
        domain.modify(new Ldif().addValue(COMPATIBLE_ACCESS, "member", AUTHENTICATED_USERS));
        breakConnections();
    }

    /** An open connection keeps the rights that it was bound with. */
    private static void breakConnections() {
        domain.first().close();
        domain.first().start();
    }

    private static Curl.Answer signIn(String application) {
        return Curl.of(domain, domain.tickets(DemoPeople.ADA))
                .get(Installation.signIn(Installation.DISCOVERED, application));
    }

    private static void grant(String what) {
        domain.grant(PEOPLE, MAY_READ.formatted(what, domain.stored(SambaPeople.SERVICE_ACCOUNT, "objectSid")));
    }

    private static void assertRefusedForRights(String application) {
        assertThat(signIn(application).status()).isEqualTo(403);
        assertThat(installation.tomcat().lastAudited(Installation.DISCOVERED))
                .contains("\"reason\":\"DIRECTORY_RIGHTS\"");
    }

    @Test
    void signInWhenAccountStateOrGroupsAreHiddenThenRefusedUntilTheRightIsGranted() {
        String before = domain.descriptor(PEOPLE);
        try {
            assertRefusedForRights(Installation.ANYBODY);
            grant(ACCOUNT_RESTRICTIONS);
            assertThat(signIn(Installation.ANYBODY).status()).isEqualTo(302);

            assertRefusedForRights(Installation.STAFF);
            grant(TOKEN_GROUPS);
            assertThat(signIn(Installation.STAFF).status()).isEqualTo(302);
        } finally {
            domain.modify(new Ldif().replace(PEOPLE, "nTSecurityDescriptor", before));
        }
    }
}
