package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.naming.CompositeName;
import javax.naming.InvalidNameException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.junit.jupiter.api.Test;

final class SettingsFactoryTest {

    private final SettingsFactory factory = new SettingsFactory();

    /** As Tomcat makes it of a {@code <Resource>}: the class is its type, each further attribute an address. */
    private static Reference reference(String type, Map<String, String> attributes) {
        Reference reference = new Reference(type, SettingsFactory.class.getName(), null);
        attributes.forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }

    @Test
    void getObjectInstanceWhenOfOurTypeThenItsAttributesAndName() throws InvalidNameException {
        Reference reference = reference(Settings.class.getName(), Map.of("title", "IT", "keyFile", "a b"));

        assertThat(factory.getObjectInstance(reference, new CompositeName("site"), null, null))
                .isEqualTo(new Settings("site", Map.of("title", "IT", "keyFile", "a b")));
    }

    @Test
    void getObjectInstanceWhenTomcatAddedItsOwnAttributesThenTheyAreLeftOut() {
        Reference reference = reference(
                Settings.class.getName(),
                Map.of(
                        "factory",
                        "x",
                        "scope",
                        "Shareable",
                        "auth",
                        "Container",
                        "singleton",
                        "true",
                        "description",
                        "d",
                        "closeMethod",
                        "close",
                        "title",
                        "IT"));

        assertThat(factory.getObjectInstance(reference, null, null, null))
                .isEqualTo(new Settings("", Map.of("title", "IT")));
    }

    @Test
    void getObjectInstanceWhenAnAddressHasNoContentThenNoException() {
        Reference reference = reference(Settings.class.getName(), Map.of());
        reference.add(new StringRefAddr("title", null));

        assertThat(factory.getObjectInstance(reference, null, null, null))
                .isEqualTo(new Settings("", Map.of("title", "null")));
    }

    @Test
    void getObjectInstanceWhenOfAnotherTypeThenNothing() {
        assertThat(factory.getObjectInstance(reference("javax.sql.DataSource", Map.of()), null, null, null))
                .isNull();
    }

    @Test
    void getObjectInstanceWhenNoReferenceThenNothing() {
        assertThat(factory.getObjectInstance("text", null, null, null)).isNull();
        assertThat(factory.getObjectInstance(null, null, null, null)).isNull();
    }
}
