package org.latchkey.page;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.refusal.Reason;

/** One of each page, in each of its states. */
final class SamplePages {

    private static final String HELP = "Help desk: extension 4711\nMonday to Friday, 7 to 18";

    private SamplePages() {}

    static Map<String, Page> all() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("refusal", refusal("Your account has no e-mail address"));
        pages.put("refusal-start", refusalWithStart());
        pages.put("signin", signIn("", Optional.empty(), true));
        pages.put(
                "signin-wrong", signIn("CORP\\ada", Optional.of("The user name or the password is not right."), true));
        pages.put("signin-windows", signIn("", Optional.empty(), false));
        pages.put("signedout", new SignedOutPage("/latchkey/", List.of()));
        pages.put(
                "signedout-elsewhere",
                new SignedOutPage(
                        "/latchkey/",
                        List.of(
                                new SignedOutPage.Elsewhere("IT Service Desk", "https://acme.freshservice.com/logout"),
                                new SignedOutPage.Elsewhere(
                                        "Äußere Angelegenheiten", "https://wiki.example.com/bye"))));
        pages.put(
                "portal",
                portal(List.of(
                        new PortalPage.Tile("IT Service Desk", "/latchkey/go/helpdesk", true, Optional.empty()),
                        new PortalPage.Tile(
                                "Facilities and Building Services",
                                "/latchkey/go/facilities",
                                true,
                                Optional.of("/latchkey/icons/facilities")),
                        new PortalPage.Tile(
                                "Äußere Angelegenheiten", "/latchkey/go/aeusseres", false, Optional.empty()))));
        pages.put("portal-empty", portal(List.of()));
        pages.put("portal-hidden", portal(List.of(), true));
        pages.put("setupcode", new SetupCodePage(false, "/latchkey/setup", Optional.empty()));
        pages.put("setupcode-wrong", new SetupCodePage(true, "/latchkey/setup", Optional.empty()));
        pages.put(
                "setupcode-member",
                new SetupCodePage(false, "/latchkey/setup", Optional.of("/latchkey/setup?sign-in")));
        pages.put("setup", setup());
        pages.put("setup-good", new SetupPage("0.1.0", List.of(), List.of(), List.of(), "/latchkey/setup"));
        pages.put("explanation", explanation(Optional.empty()));
        pages.put("explanation-refused", explanation(Optional.of(Reason.STATE_MISSING)));
        pages.put("sheet", sheet());
        pages.put("sheet-hmac", hmacSheet());
        pages.put("sheet-saml", samlSheet());
        for (SamlMessagePage.Purpose purpose : SamlMessagePage.Purpose.values()) {
            pages.put(
                    "samlmessage-" + (purpose == SamlMessagePage.Purpose.SIGN_IN ? "in" : "out"),
                    new SamlMessagePage(
                            "https://acme.example/acs",
                            "SAMLResponse",
                            "PGEvPg==",
                            Optional.of("/a/dashboard"),
                            purpose,
                            "Example Organisation"));
        }
        pages.put("trouble", trouble());
        pages.put(
                "trouble-unknown",
                new TroublePage(
                        "0000-0000",
                        Optional.empty(),
                        List.of(),
                        false,
                        List.of(),
                        TroublePage.Held.NONE,
                        "/latchkey/setup"));
        pages.put("trouble-key", troubleKey());
        pages.put("trouble-private", TroublePage.empty("/latchkey/setup").with(List.of(), TroublePage.Held.PRIVATE));
        pages.put("checks", checks());
        pages.put("dryrun", dryRun(Optional.empty()));
        pages.put("dryrun-result", dryRun(Optional.of(dryRunResult())));
        SampleSurveys.all().forEach(pages::put);
        pages.put("browsercheck", browserCheck("ANSWERED", "NTLM", 1786));
        pages.put("browsercheck-silent", browserCheck("UNANSWERED", "", 0));
        pages.put("browsercheck-refused", browserCheckRefused());
        pages.put("firststeps", new FirstStepsPage("/latchkey", true));
        pages.put("firststeps-again", new FirstStepsPage("/latchkey", false));
        pages.put("move", new MovePage("/latchkey"));
        return pages;
    }

    static RefusalPage refusal(String title) {
        return new RefusalPage(
                title,
                "The application knows people by their e-mail address, and none is stored with your account. Please ask"
                        + " your help desk to add it, then start again.",
                "DIRECTORY_ADMINISTRATOR",
                "7K2M-Q9TX",
                HELP,
                Optional.empty(),
                Optional.of("/latchkey/signout"));
    }

    private static RefusalPage refusalWithStart() {
        return new RefusalPage(
                "Please start from the help desk application",
                "This page cannot be opened from a bookmark.",
                "USER",
                "00A1-ZZ9W",
                "",
                Optional.of("https://acme.freshservice.com/"),
                Optional.empty());
    }

    static SignInPage signIn(String account, Optional<String> message, boolean passwordForm) {
        return new SignInPage(
                "/latchkey/signin", "c2VhbGVk", account, message, "IT Service Desk", passwordForm, "7K2M-Q9TX", HELP);
    }

    private static PortalPage portal(List<PortalPage.Tile> tiles) {
        return portal(tiles, false);
    }

    private static PortalPage portal(List<PortalPage.Tile> tiles, boolean groupsHidden) {
        return new PortalPage("Zoë Ångström", "CORP\\zoe", "KERBEROS", tiles, groupsHidden, "/latchkey/signout", HELP);
    }

    private static ExplanationPage explanation(Optional<Reason> obstacle) {
        boolean refused = obstacle.isPresent();
        return new ExplanationPage(
                "IT Service Desk",
                refused ? List.of() : List.of(new ExplanationPage.Fact("state", "… (44)")),
                obstacle,
                refused ? "" : "https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit",
                refused ? List.of() : List.of(new ExplanationPage.Fact("email", "zoe@corp.example.com")),
                "Zoë Ångström",
                "CORP\\zoe",
                "NTLM");
    }

    private static SetupPage setup() {
        return new SetupPage(
                "0.1.0",
                List.of(
                        new SetupPage.Problem(
                                "ERROR",
                                "latchkey/app/facilities",
                                "redirectUrl",
                                "https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit",
                                "is not known here; did you mean redirectUri?"),
                        new SetupPage.Problem(
                                "WARNING", "latchkey/app/helpdesk", "keyFile", "", "a key of 2048 bits or more")),
                List.of(
                        new SetupPage.App("helpdesk", "IT Service Desk", "jwt", "WORKS"),
                        new SetupPage.App("facilities", "Facilities and Building Services", "jwt", "BROKEN")),
                List.of(
                        new SetupPage.Fact("Java", "17.0.15"),
                        new SetupPage.Fact("Windows sign-in", "Waffle (Negotiate, NTLM)")),
                "/latchkey/setup");
    }

    private static SheetPage sheet() {
        return new SheetPage(
                "IT Service Desk",
                "jwt",
                List.of(
                        new SheetPage.Line("Authorization URL", "https://<publicUrl>/jwt/helpdesk", ""),
                        new SheetPage.Line("RSA Public Key", "MIIBIjANBgkqhkiG".repeat(24), "publickey"),
                        new SheetPage.Line("Logout URL", "https://<publicUrl>/signout", "optional")),
                List.of(new SheetPage.Line(
                        "Redirect URL", "https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit", "")),
                true,
                "/latchkey/setup");
    }

    private static SheetPage hmacSheet() {
        return new SheetPage(
                "Customer Service",
                "hmac",
                List.of(
                        new SheetPage.Line("Remote login URL", "https://sso.corp.example.com/latchkey/hmac/desk", ""),
                        new SheetPage.Line(
                                "Remote logout URL", "https://sso.corp.example.com/latchkey/signout", "optional")),
                List.of(
                        new SheetPage.Line("Portal", "https://acme.freshdesk.com", ""),
                        new SheetPage.Line("Portal", "https://support.acme.com", ""),
                        new SheetPage.Line(
                                "Shared secret, acme.freshdesk.com", "\u2022\u2022\u2022\u2022 (32)", "secret"),
                        new SheetPage.Line(
                                "Shared secret, support.acme.com", "\u2022\u2022\u2022\u2022 (24)", "secret")),
                false,
                "/latchkey/setup");
    }

    private static SheetPage samlSheet() {
        return new SheetPage(
                "Example Organisation",
                "saml",
                List.of(
                        new SheetPage.Line("Entity ID", "https://sso.corp.example.com/latchkey/saml/metadata", ""),
                        new SheetPage.Line("Security certificate", "MIIDETCCAfmgAwIB".repeat(48), ""),
                        new SheetPage.Line("SHA-256 fingerprint", "AB:".repeat(31) + "AB", "fingerprint"),
                        new SheetPage.Line("Signing options", "Sign both", "signing")),
                List.of(new SheetPage.Line(
                        "Assertion Consumer Service URL",
                        "https://acme.myfreshworks.com/sp/SAML/302836020429100183/callback",
                        "")),
                false,
                "/latchkey/setup");
    }

    private static TroublePage trouble() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("time", "2026-11-22T08:00:00Z");
        facts.put("account", "CORP\\ada");
        return new TroublePage(
                "7K2M-Q9TX",
                Optional.of(new TroublePage.Line(
                        "MAIL_MISSING",
                        "The account has no mail address.",
                        "Fill in the attribute.",
                        "DIRECTORY_ADMINISTRATOR",
                        facts)),
                List.of(
                        TroublePage.Finding.fine("state is there."),
                        TroublePage.Finding.wrong("nonce is missing."),
                        TroublePage.Finding.possible("An old tab.")),
                true,
                List.of(),
                TroublePage.Held.NONE,
                "/latchkey/setup");
    }

    private static TroublePage troubleKey() {
        return TroublePage.empty("/latchkey/setup")
                .with(
                        List.of(new TroublePage.Evidence(
                                "helpdesk",
                                List.of(
                                        new TroublePage.Fact(
                                                "Signs now: SHA-256 of the public key", "0123456789abcdef".repeat(4)),
                                        new TroublePage.Fact(
                                                "Next: SHA-256 of the certificate", "9C:0A:".repeat(16) + "FF")))),
                        new TroublePage.Held(
                                "COMPARED",
                                List.of(TroublePage.Finding.fine("helpdesk (jwt): this is the key that signs now."))));
    }

    private static ChecksPage checks() {
        List<ChecksPage.Finding> findings = Arrays.stream(ChecksPage.State.values())
                .map(state -> new ChecksPage.Finding(
                        state, "corp: dc1:636", "It answers.", state == ChecksPage.State.FINE ? "" : "Do this."))
                .toList();
        return new ChecksPage(findings, "/latchkey/setup");
    }

    private static DryRunPage dryRun(Optional<DryRunPage.Result> result) {
        return new DryRunPage(
                result.isPresent() ? "ada" : "",
                result.isPresent() ? "helpdesk" : "",
                List.of(new DryRunPage.Choice("helpdesk", "IT Service Desk")),
                result,
                "/latchkey/setup");
    }

    private static DryRunPage.Result dryRunResult() {
        return new DryRunPage.Result(
                List.of(new DryRunPage.Obstacle(
                        "ACCOUNT_LOCKED",
                        "The account is locked.",
                        "Unlock it.",
                        "DIRECTORY_ADMINISTRATOR",
                        Map.of("account", "CORP\\ada"))),
                List.of(new DryRunPage.Fact("account", "CORP\\ada")),
                List.of(
                        new DryRunPage.Attribute("mail", List.of("ada@corp.example.com")),
                        new DryRunPage.Attribute("title", List.of())),
                List.of(
                        new DryRunPage.Group("deny", "CORP\\Contractors", "NOT_IN"),
                        new DryRunPage.Group("allow", "CORP\\All Staff", "IN"),
                        new DryRunPage.Group("allow", "CORP\\Gone", "UNRESOLVED")),
                "allow CORP\\All Staff",
                "https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit",
                List.of(new DryRunPage.Fact("email", "ada@corp.example.com")),
                List.of(new DryRunPage.Fact("Payload", "{\"email\":\"ada@corp.example.com\"}")),
                List.of(
                        new DryRunPage.Comparison("email", "mail", "ada", "ada", true, "the same 3 octets"),
                        new DryRunPage.Comparison("sub", "mail", "ada", "bob", false, "differ from octet 1 on")));
    }

    private static BrowserCheckPage browserCheck(String state, String mechanism, int octets) {
        return new BrowserCheckPage(
                state,
                mechanism,
                mechanism.isEmpty() ? "" : "CORP\\ada",
                octets,
                "",
                "",
                "",
                "7K2M-Q9TX",
                "https",
                "sso.corp.example.com",
                "/latchkey/browser-check");
    }

    private static BrowserCheckPage browserCheckRefused() {
        return new BrowserCheckPage(
                "REFUSED",
                "",
                "",
                1786,
                "Windows could not confirm who you are.",
                "SERVER",
                "WRONG_KEY",
                "7K2M-Q9TX",
                "https",
                "sso.corp.example.com",
                "/latchkey/browser-check");
    }
}
