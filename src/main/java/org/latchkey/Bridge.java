package org.latchkey;

import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.latchkey.application.Applications;
import org.latchkey.application.Registration;
import org.latchkey.asp.Replacements;
import org.latchkey.directory.Directories;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DirectorySettings;
import org.latchkey.directory.Groups;
import org.latchkey.directory.Readiness;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.hmac.HmacApplications;
import org.latchkey.http.Client;
import org.latchkey.http.LaxCookie;
import org.latchkey.http.Parts;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.jwt.JwtApplications;
import org.latchkey.page.Languages;
import org.latchkey.portal.PortalApplications;
import org.latchkey.saml.AssertionOutline;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.PublishedMetadata;
import org.latchkey.saml.SamlApplication;
import org.latchkey.saml.SamlApplications;
import org.latchkey.saml.SingleLogout;
import org.latchkey.saml.SingleSignOn;
import org.latchkey.setup.DryRuns;
import org.latchkey.setup.GroupCheck;
import org.latchkey.setup.Rehearsal;
import org.latchkey.setup.SetupAccess;
import org.latchkey.setup.Surveys;
import org.latchkey.signin.Elsewhere;
import org.latchkey.signin.PasswordThrottle;
import org.latchkey.signin.SealedState;
import org.latchkey.signin.SignIn;
import org.latchkey.signin.SignInForm;
import org.latchkey.signin.SignInSession;
import org.latchkey.windows.WindowsSettings;
import org.latchkey.windows.WindowsSignIn;

/**
 * The object graph, built once from a valid configuration. A fourth mechanism would be one more component here.
 *
 * @param jwt the applications that speak JWT
 * @param hmac the applications that speak Simple SSO
 * @param saml those that speak SAML, and the identity provider that they trust; absent without either
 */
record Bridge(
        Directory directory,
        Readiness readiness,
        WindowsSignIn windows,
        SignIn signIn,
        SignInForm form,
        JwtApplications jwt,
        HmacApplications hmac,
        Replacements replacements,
        Optional<SamlApplications> saml,
        Optional<SingleSignOn> singleSignOn,
        Optional<SingleLogout> singleLogout,
        PortalApplications portal,
        SetupAccess setup,
        DryRuns dryRuns,
        Surveys surveys)
        implements AutoCloseable {

    static Bridge build(
            SiteSettings site,
            WindowsSettings windowsSettings,
            List<DirectorySettings> directorySettings,
            Applications<JwtApplication> jwt,
            Applications<HmacApplication> hmac,
            Map<String, Set<String>> replaced,
            Applications<SamlApplication> saml,
            Optional<IdentityProvider> identityProvider,
            Clock clock,
            SecureRandom random) {
        List<Applications<? extends Registration>> mechanisms = List.of(jwt, hmac, saml);
        List<Registration> registrations = open(mechanisms);
        Client client = new Client(site.trustedProxies());
        Directory directory = Directories.open(directorySettings, attributesOf(registrations), clock, random);
        SignInSession session = new SignInSession(clock, site.sessionLength());
        Groups groups = new Groups(directory, clock);
        SignIn signIn = new SignIn(directory, groups, session, new PasswordThrottle(client, clock), clock);
        SealedState sealed = site.stateKey()
                .map(key -> SealedState.shared(key, clock, random))
                .orElseGet(() -> SealedState.ofProcess(clock, random));
        JwtApplications jwtSignIn = new JwtApplications(jwt, signIn, clock);
        HmacApplications hmacSignIn = new HmacApplications(hmac, signIn, clock);
        LaxCookie cookie = new LaxCookie(SignInForm.COOKIE, site.isHttps(), SignInForm.COOKIE_LIFETIME);
        Optional<SamlApplications> samlApplications =
                identityProvider.map(idp -> new SamlApplications(saml, idp, signIn, clock, random));
        Rehearsal rehearsal = new Rehearsal(
                groups,
                registrations,
                List.of(jwtSignIn, hmacSignIn),
                identityProvider.map(idp -> new AssertionOutline(idp, random)));
        return new Bridge(
                directory,
                new Readiness(directory, clock),
                WindowsSignIn.of(windowsSettings, session, client, clock, site.publicUrl()),
                signIn,
                new SignInForm(
                        sealed,
                        cookie,
                        random,
                        windowsSettings.passwordForm(),
                        site.helpText(),
                        new Languages(site.language())),
                jwtSignIn,
                hmacSignIn,
                Replacements.of(replaced, signIn, rehearsal.entrances()),
                samlApplications,
                samlApplications.map(found -> SingleSignOn.of(found, sealed, windowsSettings.passwordForm())),
                samlApplications.map(found -> new SingleLogout(found, sealed)),
                new PortalApplications(registrations, closed(mechanisms), signIn),
                new SetupAccess(signIn, site.adminGroup(), new GroupCheck(groups, usesOfGroups(site, registrations))),
                new DryRuns(directory, rehearsal, replaced),
                new Surveys(directory, rehearsal, Surveys.oneThread(), clock));
    }

    private static Set<String> attributesOf(List<Registration> registrations) {
        Set<String> names = new LinkedHashSet<>();
        registrations.forEach(registration -> names.addAll(registration.directoryAttributes()));
        return names;
    }

    /** Those of all mechanisms without errors in their configuration, in the order of their ids. */
    private static List<Registration> open(List<Applications<? extends Registration>> mechanisms) {
        Map<String, Registration> open = new TreeMap<>();
        for (Applications<? extends Registration> applications : mechanisms) {
            applications.byId().forEach((id, registration) -> registration.ifPresent(found -> open.put(id, found)));
        }
        return List.copyOf(open.values());
    }

    private static Set<String> closed(List<Applications<? extends Registration>> mechanisms) {
        return mechanisms.stream()
                .flatMap(applications -> applications.byId().entrySet().stream())
                .filter(application -> application.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<GroupCheck.Use> usesOfGroups(SiteSettings site, List<Registration> registrations) {
        List<GroupCheck.Use> uses = new ArrayList<>();
        site.adminGroup().ifPresent(group -> uses.add(GroupCheck.Use.ofAdministrators(group)));
        registrations.forEach(registration -> uses.addAll(GroupCheck.Use.of(registration.application())));
        return uses;
    }

    /** Gives each servlet and filter the part that it works with. */
    void publish(ServletContext context) {
        Parts.put(context, Directory.class, directory);
        Parts.put(context, Readiness.class, readiness);
        Parts.put(context, WindowsSignIn.class, windows);
        Parts.put(context, SignIn.class, signIn);
        Parts.put(context, SignInForm.class, form);
        Parts.put(context, JwtApplications.class, jwt);
        Parts.put(context, HmacApplications.class, hmac);
        Parts.put(context, Replacements.class, replacements);
        saml.ifPresent(applications -> {
            Parts.put(context, SamlApplications.class, applications);
            Parts.put(context, PublishedMetadata.class, new PublishedMetadata(applications));
        });
        singleSignOn.ifPresent(sso -> Parts.put(context, SingleSignOn.class, sso));
        singleLogout.ifPresent(logout -> {
            Parts.put(context, SingleLogout.class, logout);
            Parts.put(context, Elsewhere.class, logout::elsewhere);
        });
        Parts.put(context, PortalApplications.class, portal);
        Parts.put(context, SetupAccess.class, setup);
        Parts.put(context, DryRuns.class, dryRuns);
        Parts.put(context, Surveys.class, surveys);
    }

    @Override
    public void close() {
        surveys.close();
        directory.close();
    }
}
