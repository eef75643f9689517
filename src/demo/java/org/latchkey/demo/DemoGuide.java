package org.latchkey.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What the demo prints: where to begin, whom to try, and how to use one's own Kerberos. */
record DemoGuide(URI freshworks, URI latchkey, DemoKdc kdc, Path chromiumProfile) {
    String text() {
        DemoPerson ada = DemoPeople.ADA;
        return """

                Open   %1$s            a stand-in for Freshworks: press "Sign in to IT Service Desk" (JWT),
                                                        "Customer Service" (Simple SSO) or "Example Organisation" (SAML)
                       %2$s/   Latchkey itself: all three as tiles
                       %2$s/setup   its setup pages: as ada, who is in adminGroup, or with the code in the log above

                BY HAND, in Latchkey's form: CORP\\account (or account@corp.example.com) and the password

                %3$s
                SILENTLY, with a real Kerberos ticket, needing nothing: "Sign in silently" on the page above, or

                  curl "%1$ssilent?plain&as=ada"           and with Simple SSO: "%1$ssilent?plain&to=desk&as=ada"

                SILENTLY, WITH YOUR OWN PROGRAMS (Linux, macOS): once, in another terminal,

                  export KRB5_CONFIG=%4$s KRB5CCNAME=FILE:%5$s
                  kinit %6$s          (password: %7$s)

                and then there, with curl or with a browser:

                  curl --negotiate --user : --location-trusted --cookie "" "%1$slogin"
                  chromium --user-data-dir=%8$s --auth-server-allowlist=localhost %1$s
                  firefox  with network.negotiate-auth.trusted-uris = http://localhost in about:config

                """.formatted(
                        freshworks,
                        latchkey,
                        people(),
                        kdc.krb5Conf(),
                        kdc.krb5Conf().resolveSibling("tickets"),
                        ada.account(),
                        ada.password(),
                        chromiumProfile);
    }

    private static String people() {
        return DemoPeople.toTry().entrySet().stream()
                .map(person -> "  %-14s %-20s %s%n"
                        .formatted(person.getKey().account(), person.getKey().password(), person.getValue()))
                .collect(Collectors.joining());
    }
}
