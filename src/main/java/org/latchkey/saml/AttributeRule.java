package org.latchkey.saml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.application.Application;
import org.latchkey.directory.DirectoryUser;

/**
 * One attribute of the assertion.
 *
 * @param name as the service provider reads it, with regard to case
 * @param source the directory attribute that it is taken from; {@code mail} means the application's mail address
 */
public record AttributeRule(String name, String source) {

    private static final String MAIL = "mail";
    private static final String OBJECT_GUID = "objectGUID";
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    /**
     * Every name by which one of Freshworks' products or templates reads what a directory knows: the helpdesks' own, those of
     * contact policies, those of Auth0's mapping, and WS-Federation's claims. ruby-saml refuses a name that comes twice.
     *
     * <p>Freshworks would read more: {@code username}, but as a first name; {@code time_zone}, which no directory knows of a
     * person; and {@code about} or {@code description}, where a directory has a remark of administrators for themselves.
     */
    static final List<AttributeRule> DEFAULT = Stream.of(
                    of(MAIL, "email", CLAIMS + "emailaddress"),
                    of("givenName", "FirstName", "givenname", "User.FirstName", CLAIMS + "givenname"),
                    of("sn", "LastName", "surname", "User.LastName", CLAIMS + "surname"),
                    of("telephoneNumber", "phone"),
                    of("mobile", "mobile"),
                    of("company", "company", "organization"),
                    of("title", "Title", "job_title"),
                    of("preferredLanguage", "language"),
                    of("physicalDeliveryOfficeName", "custom_field_office_location"),
                    of(OBJECT_GUID, "unique_id"))
            .flatMap(List::stream)
            .toList();

    private static List<AttributeRule> of(String source, String... names) {
        return Stream.of(names).map(name -> new AttributeRule(name, source)).toList();
    }

    static List<AttributeRule> of(Map<String, String> sourceByName) {
        return sourceByName.entrySet().stream()
                .map(entry -> new AttributeRule(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** {@code urn:…:attrname-format:uri} for names that are URIs, else {@code …:basic} (saml-core-2.0-os, 8.2). */
    public String nameFormat() {
        return "urn:oasis:names:tc:SAML:2.0:attrname-format:" + (name.indexOf(':') < 0 ? "basic" : "uri");
    }

    /** Empty where the directory has no value: the attribute is left out then. */
    public Optional<String> valueOf(Application application, DirectoryUser user) {
        if (source.equalsIgnoreCase(MAIL)) {
            return Optional.of(application.mailOf(user).text());
        }
        return source.equalsIgnoreCase(OBJECT_GUID) ? Optional.of(user.objectGuidText()) : user.attribute(source);
    }
}
