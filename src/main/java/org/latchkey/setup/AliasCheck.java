package org.latchkey.setup;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;

/**
 * Whether the address that people use is an alias in DNS: browsers then ask for a ticket for the name that it points to.
 *
 * @param aliasOf the name that a host's name points to; absent where controllers are listed, for nothing else here asks DNS then
 */
public record AliasCheck(Optional<URI> publicUrl, Optional<Function<String, Optional<String>>> aliasOf) {

    static final String SUBJECT = "DNS name";

    List<Finding> findings() {
        if (publicUrl.isEmpty() || aliasOf.isEmpty()) {
            return List.of();
        }
        String host = publicUrl.get().getHost();
        Finding fine = new Finding(State.FINE, SUBJECT, host + " is no alias (CNAME).", "");
        return List.of(aliasOf.get()
                .apply(host)
                .map(target -> new Finding(
                        State.WARNING,
                        SUBJECT,
                        host + " is an alias (CNAME) of " + target + ", so browsers ask for a ticket for HTTP/" + target
                                + " and not for HTTP/" + host + ".",
                        "Make " + host
                                + " an A record of its own. Or give the other name to the same account: setspn -Q HTTP/"
                                + target + ", and if nobody has it setspn -S HTTP/" + target + " and that account."))
                .orElse(fine));
    }
}
