package org.latchkey.saml;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;
import org.latchkey.signin.Mechanism;
import org.latchkey.signin.Person;
import org.latchkey.signin.SignedIn;
import org.opensaml.saml.saml2.core.NameID;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An assertion to look at, made as a sign-in makes it: without a signature, and without its times and IDs. */
public record AssertionOutline(IdentityProvider provider, SecureRandom random) {

    private static final List<String> OF_ONE_SIGN_IN =
            List.of("ID", "IssueInstant", "NotBefore", "NotOnOrAfter", "AuthnInstant", "SessionIndex");

    /**
     * As a request without wishes of its own would get it from somebody with a ticket.
     *
     * @param leftOut stands for times and IDs
     */
    public String of(SamlApplication application, DirectoryUser user, Membership groups, String leftOut) {
        NameIdChoice choice = NameIdChoice.of(Optional.empty(), application.nameIdFormat());
        NameID name = choice.nameOf(user, application.application());
        SignOnRequest request = new SignOnRequest(
                application.application().id(),
                "",
                application.serviceProvider().defaultConsumer().location(),
                Optional.empty(),
                choice,
                false,
                false,
                Optional.empty(),
                List.of(),
                false,
                Instant.EPOCH);
        Person person = new Person(new SignedIn(user.account(), Mechanism.KERBEROS, Instant.EPOCH), user, groups);
        Element assertion = SamlObjects.write(
                new Assertions(provider, application, request, name, new MessageIds(random), Instant.EPOCH)
                        .about(person, leftOut));
        leaveOut(assertion, leftOut);
        NodeList inside = assertion.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < inside.getLength(); i++) {
            leaveOut((Element) inside.item(i), leftOut);
        }
        return SerializeSupport.prettyPrintXML(assertion).replaceFirst("^<\\?xml[^>]*>\\s*", "");
    }

    private static void leaveOut(Element element, String leftOut) {
        OF_ONE_SIGN_IN.stream()
                .filter(element::hasAttribute)
                .forEach(name -> element.getAttributeNode(name).setValue(leftOut));
    }
}
