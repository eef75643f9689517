package org.latchkey.setup;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latchkey.application.Registration;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.page.SheetPage;
import org.latchkey.page.SheetPage.Line;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlApplication;

/**
 * What to enter in Freshworks for each application. Keys are asked for when somebody looks, so a changed file shows its new
 * public key; nothing on a sheet is secret.
 *
 * @param publicUrl what browsers see; without it the addresses begin with a placeholder, since {@code Host} never makes one
 */
public record PasteSheets(
        Optional<URI> publicUrl, List<Registration> registrations, Optional<IdentityProvider> identityProvider) {

    private static final String PLACEHOLDER = "https://<publicUrl>";
    static final String OPTIONAL = "optional";

    /** For what is entered only when the files here are exchanged. */
    static final String NEXT = "next";

    public PasteSheets {
        registrations = List.copyOf(registrations);
    }

    /** @return empty where no such application is open */
    Optional<SheetPage> of(String id, String overview) {
        return registrations.stream()
                .filter(registration -> registration.application().id().equals(id))
                .findFirst()
                .map(registration -> sheet(registration, overview));
    }

    private SheetPage sheet(Registration registration, String overview) {
        if (registration instanceof JwtApplication jwt) {
            return page("jwt", registration, jwtFields(jwt), jwtComparison(jwt), overview);
        }
        if (registration instanceof HmacApplication hmac) {
            return page("hmac", registration, hmacFields(hmac), hmacComparison(hmac), overview);
        }
        if (registration instanceof SamlApplication saml) {
            return page("saml", registration, samlFields(saml), samlComparison(saml), overview);
        }
        throw new IllegalStateException("a mechanism without a sheet: " + registration.getClass());
    }

    private SheetPage page(
            String protocol, Registration registration, List<Line> paste, List<Line> compare, String overview) {
        return new SheetPage(
                registration.application().title(), protocol, paste, compare, publicUrl.isEmpty(), overview);
    }

    /** Freshworks' form for JWT, from top to bottom. */
    private List<Line> jwtFields(JwtApplication jwt) {
        List<Line> lines = new ArrayList<>(List.of(
                line("Authorization URL", address("/jwt/" + jwt.application().id())),
                line("RSA Public Key", jwt.key().get().publicKeyLine(), "publickey"),
                line("Logout URL", address("/signout"), OPTIONAL)));
        KeysInUse.next(jwt).ifPresent(next -> lines.add(line("Next RSA Public Key", next.line(), NEXT)));
        return lines;
    }

    private static List<Line> jwtComparison(JwtApplication jwt) {
        List<Line> lines = new ArrayList<>();
        jwt.redirects().addresses().forEach(uri -> lines.add(line("Redirect URL", uri.toString())));
        jwt.clientId().ifPresent(id -> lines.add(line("client_id", id)));
        return lines;
    }

    private List<Line> hmacFields(HmacApplication hmac) {
        return List.of(
                line("Remote login URL", address("/hmac/" + hmac.application().id())),
                line("Remote logout URL", address("/signout"), OPTIONAL));
    }

    private static List<Line> hmacComparison(HmacApplication hmac) {
        List<Line> lines = new ArrayList<>();
        hmac.portalAddresses().forEach(uri -> lines.add(line("Portal", uri.toString())));
        lines.add(line("Shared secret", "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022", "secret"));
        return lines;
    }

    private List<Line> samlFields(SamlApplication saml) {
        return identityProvider
                .map(provider -> new SamlSheet(provider, saml).fields())
                .orElse(List.of());
    }

    private static List<Line> samlComparison(SamlApplication saml) {
        List<Line> lines = new ArrayList<>();
        lines.add(
                line("Entity ID of the service provider", saml.serviceProvider().entityId()));
        saml.serviceProvider()
                .consumers()
                .forEach(consumer -> lines.add(line(
                        "Assertion Consumer Service URL", consumer.location().toString())));
        return lines;
    }

    private String address(String path) {
        return publicUrl.map(URI::toString).orElse(PLACEHOLDER).replaceFirst("/+$", "") + path;
    }

    static Line line(String label, String value) {
        return new Line(label, value, "");
    }

    static Line line(String label, String value, String hint) {
        return new Line(label, value, hint);
    }
}
