package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latchkey.application.Application;
import org.latchkey.config.Attribute;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsFactory;
import org.latchkey.directory.DirectorySettings;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.saml.SamlApplication;
import org.latchkey.saml.SamlSettings;
import org.latchkey.windows.WindowsSettings;

/** The sample that administrators copy: what it names is known, and what is known it names and explains. */
final class SampleDescriptorTest {

    private static final Path SAMPLE = Path.of("conf", "latchkey.xml");

    private static final Map<String, List<Attribute>> KNOWN = Map.of(
            "latchkey/site", SiteSettings.ATTRIBUTES,
            "latchkey/windows", WindowsSettings.ATTRIBUTES,
            "latchkey/directory/corp", DirectorySettings.ATTRIBUTES,
            "latchkey/app/freshservice", JwtApplication.ATTRIBUTES,
            "latchkey/app/freshdesk", HmacApplication.ATTRIBUTES,
            "latchkey/saml", SamlSettings.ATTRIBUTES,
            "latchkey/app/organisation", SamlApplication.ATTRIBUTES);

    /** Attributes in their order, by the resource's name, and the comment above it. */
    private record Resource(Map<String, String> attributes, String comment) {}

    private final Map<String, Resource> resources = new LinkedHashMap<>();

    @BeforeEach
    void read() throws IOException, XMLStreamException {
        String comment = "";
        try (InputStream in = Files.newInputStream(SAMPLE)) {
            XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.COMMENT) {
                    comment = reader.getText();
                } else if (event == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("Resource")) {
                    Map<String, String> attributes = attributes(reader);
                    resources.put(attributes.get("name"), new Resource(attributes, comment));
                }
            }
        }
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** Without what Tomcat reads itself. */
    private static Map<String, String> ours(Resource resource) {
        Map<String, String> ours = new TreeMap<>(resource.attributes());
        ours.keySet().removeAll(Set.of("name", "type", "factory"));
        return ours;
    }

    @Test
    void sampleThenOneResourceOfEachKind() {
        assertThat(resources).containsOnlyKeys(KNOWN.keySet());
    }

    @Test
    void sampleThenEachAttributeIsKnownAndEachKnownAttributeIsThere() {
        resources.forEach((name, resource) -> assertThat(ours(resource).keySet())
                .as(name)
                .isEqualTo(
                        KNOWN.get(name).stream().map(Attribute::name).collect(Collectors.toCollection(TreeSet::new))));
    }

    @Test
    void sampleThenTheCommentAboveAResourceExplainsEachOfItsAttributes() {
        resources.forEach(
                (name, resource) -> assertThat(List.of(resource.comment().split("[^A-Za-z0-9]+", -1)))
                        .as(name)
                        .containsAll(ours(resource).keySet()));
    }

    @Test
    void sampleThenEachResourceNamesOurTypeAndFactory() {
        assertThat(resources.values())
                .allSatisfy(resource -> assertThat(resource.attributes())
                        .containsEntry("type", Settings.class.getName())
                        .containsEntry("factory", SettingsFactory.class.getName()));
    }

    /** An attribute that has a fallback shows it, so that nobody has to look it up. */
    @Test
    void sampleWhenAnAttributeHasAFallbackThenThatIsShown() {
        resources.forEach((name, resource) -> KNOWN.get(name).stream()
                .filter(attribute -> !attribute.fallback().isEmpty())
                .forEach(attribute -> assertThat(resource.attributes())
                        .as(name)
                        .containsEntry(attribute.name(), attribute.fallback())));
    }

    /** Everything in it can be read as it stands, but for the files that an administrator has to bring. */
    @Test
    void sampleWhenReadThenOnlyItsFilesAreMissing() {
        List<Settings> settings = new ArrayList<>();
        resources.forEach((name, resource) -> settings.add(new Settings(name, ours(resource))));
        Problems problems = new Problems();

        Blueprint.read(settings, problems, Clock.systemUTC());

        assertThat(problems.list())
                .filteredOn(Problem::isError)
                .extracting(Problem::attribute)
                .containsExactlyInAnyOrder(
                        "auditFile",
                        "passwordFile",
                        "keyFile",
                        "secretFile",
                        "keyFile",
                        "certificateFile",
                        "metadataFile");
    }

    /** What the reference says of it is what the code demands. */
    @Test
    void attributesWhenLeftOutThenExactlyTheNeededOnesAreMissed() {
        Set<String> missed = missedWhenLeftOut(attribute -> true);

        assertThat(missed).containsAll(named(attribute -> attribute.needed().equals("always")));
        assertThat(named(attribute -> !attribute.needed().isEmpty())).containsAll(missed);
        assertThat(missedWhenLeftOut(attribute -> attribute.needed().isEmpty()))
                .allMatch(name -> name.endsWith("File"), "only files that are not there yet");
    }

    private static Set<String> named(Predicate<Attribute> which) {
        return KNOWN.values().stream()
                .flatMap(List::stream)
                .filter(which)
                .filter(attribute -> !attribute.equals(Application.PROTOCOL))
                .map(Attribute::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of which attributes the errors are about when these are left out of the sample; the mechanism stays. */
    private Set<String> missedWhenLeftOut(Predicate<Attribute> which) {
        List<Settings> settings = new ArrayList<>();
        resources.forEach((name, resource) -> {
            Map<String, String> kept = ours(resource);
            KNOWN.get(name).stream()
                    .filter(attribute -> !attribute.equals(Application.PROTOCOL))
                    .filter(which)
                    .forEach(attribute -> kept.remove(attribute.name()));
            settings.add(new Settings(name, kept));
        });
        Problems problems = new Problems();
        Blueprint.read(settings, problems, Clock.systemUTC());
        return problems.list().stream()
                .filter(Problem::isError)
                .map(Problem::attribute)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void attributesThenEachHasAFormAndAMeaningAndNoNameTwice() {
        KNOWN.forEach((name, attributes) -> {
            assertThat(attributes).extracting(Attribute::name).as(name).doesNotHaveDuplicates();
            assertThat(attributes).allSatisfy(attribute -> {
                assertThat(attribute.form()).as(attribute.name()).isNotBlank();
                assertThat(attribute.meaning()).as(attribute.name()).isNotBlank();
            });
        });
    }
}
