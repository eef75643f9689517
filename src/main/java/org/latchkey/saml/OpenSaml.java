package org.latchkey.saml;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.Initializer;
import org.opensaml.core.xml.config.GlobalParserPoolInitializer;
import org.opensaml.saml.config.impl.SAMLConfigurationInitializer;
import org.opensaml.xmlsec.config.GlobalAlgorithmRegistryInitializer;
import org.opensaml.xmlsec.config.impl.ApacheXMLSecurityInitializer;
import org.opensaml.xmlsec.config.impl.GlobalSecurityConfigurationInitializer;
import org.opensaml.xmlsec.config.impl.JavaCryptoValidationInitializer;

/**
 * OpenSAML's own start. Its {@code InitializationService} would ask for an HTTP client, a metrics registry and what decrypts;
 * only the nine parts that read, sign and encrypt are initialised here. That takes a second, so it happens when the
 * configuration is read and not in the first request.
 */
final class OpenSaml {

    /**
     * Held, or the log manager forgets them. They tell of each malformed message at ERROR with a stack: whoever can reach the
     * server could flood its log. What is wrong with a message, Latchkey's own refusal tells.
     */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("org.opensaml"),
            Logger.getLogger("net.shibboleth"),
            Logger.getLogger("org.apache.xml.security"));

    private OpenSaml() {}

    /** Once for each class loader, in the order in which they need each other. */
    private static final class Started {

        static final boolean DONE = initialize();

        private static boolean initialize() {
            LOGGERS.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.OFF));
            List<Initializer> initializers = List.of(
                    new GlobalParserPoolInitializer(),
                    new org.opensaml.core.xml.config.XMLObjectProviderInitializer(),
                    new JavaCryptoValidationInitializer(),
                    new org.opensaml.xmlsec.config.impl.XMLObjectProviderInitializer(),
                    new ApacheXMLSecurityInitializer(),
                    new GlobalAlgorithmRegistryInitializer(),
                    new GlobalSecurityConfigurationInitializer(),
                    new org.opensaml.saml.config.impl.XMLObjectProviderInitializer(),
                    new SAMLConfigurationInitializer());
            try {
                for (Initializer initializer : initializers) {
                    initializer.init();
                }
                return true;
            } catch (InitializationException e) {
                throw new IllegalStateException("OpenSAML does not start", e);
            }
        }
    }

    /** Initialises OpenSAML unless that has happened. */
    static void start() {
        if (!Started.DONE) {
            throw new IllegalStateException("OpenSAML did not start");
        }
    }
}
