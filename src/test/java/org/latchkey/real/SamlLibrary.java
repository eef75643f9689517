package org.latchkey.real;

import java.nio.file.Path;

/** Libraries with which applications of today speak SAML. */
enum SamlLibrary {
    /** Rails applications; the help desks' error messages are its own. */
    RUBY_SAML {
        @Override
        ServiceProviderProgram start(Path scripts) {
            // Debian's own interpreter, as for Samba.
            return ServiceProviderProgram.start("/usr/bin/ruby", scripts.resolve("service-provider.rb"));
        }
    },
    /** Node applications, Passport's strategy. */
    NODE_SAML {
        @Override
        ServiceProviderProgram start(Path scripts) {
            return ServiceProviderProgram.start(
                    "/usr/bin/node",
                    scripts.resolve("service-provider.js"),
                    Path.of(System.getProperty("latchkey.node")));
        }
    };

    /** @param scripts where its program is */
    abstract ServiceProviderProgram start(Path scripts);
}
