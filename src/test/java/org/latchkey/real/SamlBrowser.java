package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latchkey.demo.DemoPerson;

/** The browser of somebody with a ticket, between a service provider and Latchkey. */
record SamlBrowser(Curl curl) {

    static SamlBrowser of(SambaDomain domain, DemoPerson person) {
        return new SamlBrowser(Curl.of(domain, domain.tickets(person)));
    }

    /** Brings a request, and reads the page that answers it. */
    PostedForm bring(SamlPeers.Asked asked) {
        return PostedForm.in(answer(asked));
    }

    Curl.Answer answer(SamlPeers.Asked asked) {
        if (asked.address().isPresent()) {
            return curl.get(asked.address().get());
        }
        Curl.Answer sealed = post(URI.create(SamlPeers.SITE + "/saml/sso"), asked.fields());
        return sealed.status() == 303 ? curl.get(URI.create(sealed.location())) : sealed;
    }

    /** Posts a form. Values go by files: a program's arguments cannot hold every character everywhere. */
    Curl.Answer post(URI address, Map<String, String> fields) {
        List<String> options = new ArrayList<>();
        fields.forEach((name, value) -> {
            Path file = curl.directory().resolve("field-" + name);
            try {
                Files.writeString(file, value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            options.add("--data-urlencode");
            options.add(name + "@" + file);
        });
        return curl.ask(address, options.toArray(String[]::new));
    }
}
