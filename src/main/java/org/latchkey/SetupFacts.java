package org.latchkey;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.application.AccessRule;
import org.latchkey.application.Registration;
import org.latchkey.audit.Audit;
import org.latchkey.config.Configuration;
import org.latchkey.directory.ControllerStatus;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DnsAlias;
import org.latchkey.directory.GroupName;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.jwt.NextKey;
import org.latchkey.keys.SigningKey;
import org.latchkey.page.SetupPage;
import org.latchkey.setup.AliasCheck;
import org.latchkey.setup.CheckRuns;
import org.latchkey.setup.Checks;
import org.latchkey.setup.ControllerChecks;
import org.latchkey.setup.Explanation;
import org.latchkey.setup.KeyChecks;
import org.latchkey.setup.PasteSheets;
import org.latchkey.setup.PortalClocks;
import org.latchkey.setup.ProcessAccount;
import org.latchkey.setup.ServerChecks;
import org.latchkey.setup.ServiceNameCheck;
import org.latchkey.setup.TomcatFigures;

/**
 * What the setup page tells beside the problems, as it is when somebody looks: a changed key file shows its new key.
 *
 * @param bridge absent while the configuration keeps everything closed
 */
record SetupFacts(Blueprint blueprint, Optional<Bridge> bridge) {

    List<SetupPage.App> applications() {
        // One of an unknown mechanism is closed in each of them, and is shown once.
        Map<String, SetupPage.App> applications = new TreeMap<>();
        blueprint.saml().applications().forEach((id, found) -> applications.put(id, application(id, "saml", found)));
        blueprint.hmac().forEach((id, found) -> applications.put(id, application(id, "hmac", found)));
        blueprint.jwt().forEach((id, found) -> applications.put(id, application(id, "jwt", found)));
        return List.copyOf(applications.values());
    }

    private static SetupPage.App application(String id, String protocol, Optional<? extends Registration> found) {
        String title =
                found.map(registration -> registration.application().title()).orElse(id);
        return new SetupPage.App(id, title, protocol, found.isPresent() ? "WORKS" : "BROKEN");
    }

    PasteSheets sheets() {
        List<Registration> open =
                bridge.map(graph -> graph.portal().applications()).orElse(List.of());
        return new PasteSheets(
                blueprint.site().publicUrl(), open, blueprint.saml().identityProvider());
    }

    Explanation explanation(Audit audit, Clock clock) {
        List<Registration> open =
                bridge.map(graph -> graph.portal().applications()).orElse(List.of());
        return Explanation.of(
                open,
                blueprint.saml().identityProvider(),
                blueprint.site().publicUrl(),
                bridge.map(graph -> graph.replacements().all()).orElse(List.of()),
                audit,
                clock);
    }

    Checks checks(Configuration configuration, CheckRuns runs, Clock clock) {
        SiteSettings site = blueprint.site();
        Optional<Directory> directory = bridge.map(Bridge::directory);
        List<Registration> open =
                bridge.map(graph -> graph.portal().applications()).orElse(List.of());
        return new Checks(
                configuration,
                open,
                new ControllerChecks(directory, clock),
                new KeyChecks(open, blueprint.saml().identityProvider(), clock),
                new ServiceNameCheck(
                        site.publicUrl(),
                        blueprint.windows(),
                        directory.map(found -> found::holdersOf),
                        ProcessAccount.current()),
                new AliasCheck(
                        site.publicUrl(),
                        blueprint.findsControllersByDns()
                                ? Optional.of(DnsAlias.ofThisMachine()::of)
                                : Optional.empty()),
                PortalClocks.of(site.portalClocks(), open, clock),
                new ServerChecks(
                        site.publicUrl(),
                        site.trustedProxies(),
                        new TomcatFigures(ManagementFactory.getPlatformMBeanServer())),
                runs);
    }

    List<SetupPage.Fact> list() {
        List<SetupPage.Fact> facts = new ArrayList<>();
        blueprint.site().publicUrl().ifPresent(url -> facts.add(new SetupPage.Fact("publicUrl", url.toString())));
        blueprint
                .jwt()
                .forEach((id, application) -> application.ifPresent(found -> {
                    facts.addAll(keys(id, found));
                    facts.addAll(access(id, found.application().access()));
                }));
        blueprint.saml().identityProvider().ifPresent(provider -> facts.addAll(SamlFacts.of(provider)));
        blueprint
                .saml()
                .applications()
                .forEach((id, application) -> application.ifPresent(
                        found -> facts.addAll(access(id, found.application().access()))));
        bridge.ifPresent(graph -> graph.directory().controllers().forEach(status -> facts.add(controller(status))));
        return facts;
    }

    /** Freshworks' form wants it on one line, and nobody should have to go near the private key for it. */
    private static List<SetupPage.Fact> keys(String id, JwtApplication application) {
        SigningKey key = application.key().get();
        List<SetupPage.Fact> facts = new ArrayList<>();
        facts.add(new SetupPage.Fact(id + ": RSA public key", key.publicKeyLine()));
        facts.add(new SetupPage.Fact(id + ": SHA-256 of that key", key.fingerprint()));
        application.nextKey().ifPresent(next -> facts.addAll(nextKey(id, next, key)));
        return facts;
    }

    private static List<SetupPage.Fact> nextKey(String id, NextKey nextKey, SigningKey key) {
        String name = id + ": next RSA public key";
        try {
            Optional<SigningKey> next = nextKey.find();
            if (next.isEmpty()) {
                return List.of(new SetupPage.Fact(name, "none at the moment: the file is not there"));
            }
            if (next.get().fingerprint().equals(key.fingerprint())) {
                return List.of(new SetupPage.Fact(name, "is the key in use already; make another one"));
            }
            return List.of(
                    new SetupPage.Fact(name, next.get().publicKeyLine()),
                    new SetupPage.Fact(
                            id + ": SHA-256 of the next key", next.get().fingerprint()));
        } catch (IllegalArgumentException e) {
            return List.of(new SetupPage.Fact(name, "cannot be used: " + e.getMessage()));
        }
    }

    private static SetupPage.Fact controller(ControllerStatus status) {
        String state = switch (status.state()) {
            case UNTRIED -> "not asked yet";
            case ANSWERS -> "answers";
            case LEFT_ALONE -> "does not answer, and is tried again every half minute";
        };
        StringBuilder text = new StringBuilder(state);
        status.lastAnswer().ifPresent(at -> text.append("; last answer ").append(written(at)));
        status.lastFailure()
                .ifPresent(at -> text.append("; last failure ")
                        .append(written(at))
                        .append(": ")
                        .append(status.failure()));
        return new SetupPage.Fact(status.directory() + ": " + status.controller(), text.toString());
    }

    private static String written(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static List<SetupPage.Fact> access(String id, AccessRule rule) {
        return Stream.of(
                        new SetupPage.Fact(id + ": allow", written(rule.allow())),
                        new SetupPage.Fact(id + ": deny", written(rule.deny())))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    private static String written(List<GroupName> groups) {
        return groups.stream().map(GroupName::text).collect(Collectors.joining("; "));
    }
}
