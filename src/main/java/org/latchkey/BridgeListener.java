package org.latchkey;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.latchkey.audit.Audit;
import org.latchkey.audit.Tally;
import org.latchkey.config.Configuration;
import org.latchkey.config.DescriptorFile;
import org.latchkey.config.JndiSettings;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.http.Client;
import org.latchkey.http.Parts;
import org.latchkey.http.Scrapers;
import org.latchkey.page.HelpText;
import org.latchkey.page.Languages;
import org.latchkey.page.Pages;
import org.latchkey.saml.ClosedSaml;
import org.latchkey.setup.CheckRuns;
import org.latchkey.setup.Checks;
import org.latchkey.setup.Explanation;
import org.latchkey.setup.Setup;
import org.latchkey.setup.SetupCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration when Tomcat starts the application, builds the {@link Bridge}, and closes it in the end. */
public final class BridgeListener implements ServletContextListener {

    private static final Logger LOG = LoggerFactory.getLogger("org.latchkey");

    private final CheckRuns checkRuns = new CheckRuns(CheckRuns.LIMIT);
    private @Nullable Bridge bridge;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        Problems problems = new Problems();
        List<Settings> settings = JndiSettings.read(problems);
        DescriptorFile.reportDuplicates(context, problems);
        Blueprint blueprint = Blueprint.read(settings, problems, clock);
        blueprint.site().warnOfContextPath(context.getContextPath(), problems);
        Configuration configuration = blueprint.configuration();
        context.getSessionCookieConfig().setSecure(blueprint.site().isHttps());
        Optional<Bridge> built = blueprint.build(random);
        publish(context, blueprint, built, configuration, clock, random);
        built.ifPresent(graph -> start(graph, context, clock));
        if (blueprint.saml().isClosed()) {
            Parts.put(context, ClosedSaml.class, new ClosedSaml());
        }
        tell(configuration);
    }

    private void publish(
            ServletContext context,
            Blueprint blueprint,
            Optional<Bridge> built,
            Configuration configuration,
            Clock clock,
            SecureRandom random) {
        SiteSettings site = blueprint.site();
        SetupCode code = SetupCode.next(random);
        Parts.put(context, Configuration.class, configuration);
        Parts.put(context, SecureRandom.class, random);
        Languages languages = new Languages(site.language());
        Parts.put(context, Languages.class, languages);
        Parts.put(context, Pages.class, new Pages(languages));
        Parts.put(context, HelpText.class, new HelpText(site.helpText()));
        Client client = new Client(site.trustedProxies());
        Parts.put(context, Client.class, client);
        Parts.put(context, Scrapers.class, new Scrapers(site.metricsFrom(), client));
        Tally tally = new Tally(blueprint.applicationIds());
        Parts.put(context, Tally.class, tally);
        Audit audit = new Audit(site.auditFile(), clock, tally);
        Parts.put(context, Audit.class, audit);
        SetupFacts facts = new SetupFacts(blueprint, built);
        Parts.put(context, Setup.class, setup(context, facts, configuration, code));
        Parts.put(context, Explanation.class, facts.explanation(audit, clock));
        Parts.put(context, Checks.class, facts.checks(configuration, checkRuns, clock));
        LOG.info("On this server, {}/setup opens once with the code {}", context.getContextPath(), code.reveal());
    }

    private void start(Bridge graph, ServletContext context, Clock clock) {
        bridge = graph;
        graph.publish(context);
        graph.jwt().applications().byId().values().forEach(application -> application.ifPresent(a -> a.warmUp(clock)));
    }

    private static void tell(Configuration configuration) {
        if (configuration.isEmpty()) {
            LOG.warn("Nothing is configured yet; every page tells the first steps");
        }
        for (Problem problem : configuration.problems()) {
            if (problem.isError()) {
                LOG.error("Configuration: {}", problem);
            } else {
                LOG.warn("Configuration: {}", problem);
            }
        }
    }

    private static Setup setup(ServletContext context, SetupFacts facts, Configuration configuration, SetupCode code) {
        return new Setup(code, configuration, version(context), facts.applications(), facts.sheets(), facts::list);
    }

    private static String version(ServletContext context) {
        try (InputStream in = context.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            String version = in == null
                    ? null
                    : new Manifest(in).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            return version == null ? "" : version;
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        checkRuns.close();
        if (bridge != null) {
            bridge.close();
        }
    }
}
