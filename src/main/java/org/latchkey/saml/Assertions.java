package org.latchkey.saml;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.signin.Person;
import org.opensaml.core.xml.schema.XSAny;
import org.opensaml.core.xml.schema.impl.XSAnyBuilder;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Attribute;
import org.opensaml.saml.saml2.core.AttributeStatement;
import org.opensaml.saml.saml2.core.AttributeValue;
import org.opensaml.saml.saml2.core.Audience;
import org.opensaml.saml.saml2.core.AudienceRestriction;
import org.opensaml.saml.saml2.core.AuthnContext;
import org.opensaml.saml.saml2.core.AuthnContextClassRef;
import org.opensaml.saml.saml2.core.AuthnStatement;
import org.opensaml.saml.saml2.core.Conditions;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.Subject;
import org.opensaml.saml.saml2.core.SubjectConfirmation;
import org.opensaml.saml.saml2.core.SubjectConfirmationData;

/**
 * The assertion about one person for one application (SAML core, 2; SAML profiles, 4.1.4.2).
 *
 * @param request what it answers
 * @param name whom it is about
 * @param now the instant that it states, in whole seconds
 */
record Assertions(
        IdentityProvider provider,
        SamlApplication application,
        SignOnRequest request,
        NameID name,
        MessageIds ids,
        Instant now) {

    /** Service providers allow for little or no difference of clocks (ruby-saml: none), so the past is generous. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private static final Duration AFTER = Duration.ofMinutes(5);

    /** What XML 1.0 cannot say (2.2): one such character in a directory would make the whole response unreadable. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    Assertions {
        now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** @param sessionIndex by which a logout names this sign-in */
    Assertion about(Person person, String sessionIndex) {
        Assertion assertion = SamlObjects.create(Assertion.DEFAULT_ELEMENT_NAME, Assertion.class);
        assertion.setID(ids.next());
        assertion.setVersion(SAMLVersion.VERSION_20);
        assertion.setIssueInstant(now);
        assertion.setIssuer(SamlAnswer.issuer(provider));
        assertion.setSubject(subject());
        assertion.setConditions(conditions());
        assertion.getAuthnStatements().add(authentication(person, sessionIndex));
        AttributeStatement attributes = attributes(person.user());
        if (!attributes.getAttributes().isEmpty()) {
            assertion.getAttributeStatements().add(attributes);
        }
        return assertion;
    }

    private Subject subject() {
        SubjectConfirmationData data =
                SamlObjects.create(SubjectConfirmationData.DEFAULT_ELEMENT_NAME, SubjectConfirmationData.class);
        data.setRecipient(request.consumer().toString());
        data.setNotOnOrAfter(now.plus(AFTER));
        if (!request.isUnsolicited()) {
            data.setInResponseTo(request.id());
        }
        SubjectConfirmation confirmation =
                SamlObjects.create(SubjectConfirmation.DEFAULT_ELEMENT_NAME, SubjectConfirmation.class);
        confirmation.setMethod(SubjectConfirmation.METHOD_BEARER);
        confirmation.setSubjectConfirmationData(data);
        Subject subject = SamlObjects.create(Subject.DEFAULT_ELEMENT_NAME, Subject.class);
        subject.setNameID(name);
        subject.getSubjectConfirmations().add(confirmation);
        return subject;
    }

    private Conditions conditions() {
        Audience audience = SamlObjects.create(Audience.DEFAULT_ELEMENT_NAME, Audience.class);
        audience.setURI(application.serviceProvider().entityId());
        AudienceRestriction restriction =
                SamlObjects.create(AudienceRestriction.DEFAULT_ELEMENT_NAME, AudienceRestriction.class);
        restriction.getAudiences().add(audience);
        Conditions conditions = SamlObjects.create(Conditions.DEFAULT_ELEMENT_NAME, Conditions.class);
        conditions.setNotBefore(now.minus(BEFORE));
        conditions.setNotOnOrAfter(now.plus(AFTER));
        conditions.getAudienceRestrictions().add(restriction);
        return conditions;
    }

    private AuthnStatement authentication(Person person, String sessionIndex) {
        boolean https = provider.singleSignOn().getScheme().equals("https");
        AuthnContextClassRef reference =
                SamlObjects.create(AuthnContextClassRef.DEFAULT_ELEMENT_NAME, AuthnContextClassRef.class);
        reference.setURI(SignInContext.of(person.signedIn().mechanism(), https));
        AuthnContext context = SamlObjects.create(AuthnContext.DEFAULT_ELEMENT_NAME, AuthnContext.class);
        context.setAuthnContextClassRef(reference);
        AuthnStatement statement = SamlObjects.create(AuthnStatement.DEFAULT_ELEMENT_NAME, AuthnStatement.class);
        statement.setAuthnInstant(person.signedIn().at().truncatedTo(ChronoUnit.SECONDS));
        statement.setSessionIndex(sessionIndex);
        statement.setAuthnContext(context);
        return statement;
    }

    private AttributeStatement attributes(DirectoryUser user) {
        AttributeStatement statement =
                SamlObjects.create(AttributeStatement.DEFAULT_ELEMENT_NAME, AttributeStatement.class);
        application
                .attributesOf(user)
                .forEach((rule, value) -> statement.getAttributes().add(attribute(rule, value)));
        return statement;
    }

    /** Values carry no {@code xsi:type}: an encrypted assertion has to stand alone, and nobody reads it. */
    private static Attribute attribute(AttributeRule rule, String text) {
        XSAny value = new XSAnyBuilder().buildObject(AttributeValue.DEFAULT_ELEMENT_NAME);
        value.setTextContent(UNWRITABLE.matcher(text).replaceAll(""));
        Attribute attribute = SamlObjects.create(Attribute.DEFAULT_ELEMENT_NAME, Attribute.class);
        attribute.setName(rule.name());
        attribute.setNameFormat(rule.nameFormat());
        attribute.getAttributeValues().add(value);
        return attribute;
    }
}
