package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsFactory;
import org.latchkey.documentation.CodeBlock;

/** What the documentation shows of the descriptor is read as it stands, but for the files that an administrator has to bring. */
final class ResourceBlocksTest {

    static List<CodeBlock> blocks() {
        return CodeBlock.all().stream().filter(CodeBlock::isOfDescriptor).toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void resourcesWhenReadThenNoneOfTheirAttributesIsUnknownOrWrong(CodeBlock block) throws XMLStreamException {
        List<Settings> settings = read(block.text());
        Problems problems = new Problems();

        Blueprint.read(settings, problems, Clock.systemUTC());

        assertThat(settings).isNotEmpty();
        assertThat(problems.list())
                .filteredOn(problem -> settings.stream().anyMatch(one -> writes(one, problem)))
                .extracting(Problem::expected)
                .allMatch(expected -> expected.contains("cannot be read by the account that Tomcat runs as"));
    }

    private static boolean writes(Settings settings, Problem problem) {
        return settings.resource().equals(problem.resource())
                && settings.attributes().containsKey(problem.attribute());
    }

    /** @param xml resources, or attributes of an application alone */
    private static List<Settings> read(String xml) throws XMLStreamException {
        String resources = xml.startsWith("<")
                ? xml
                : "<Resource name=\"latchkey/app/any\" protocol=\"jwt\" type=\"" + Settings.class.getName()
                        + "\" factory=\"" + SettingsFactory.class.getName() + "\" " + xml + "/>";
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory()
                .createXMLStreamReader(new StringReader("<Context>" + resources + "</Context>"));
        List<Settings> settings = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Resource")) {
                settings.add(settings(reader));
            }
        }
        return settings;
    }

    private static Settings settings(XMLStreamReader reader) {
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        assertThat(attributes.remove("type")).isEqualTo(Settings.class.getName());
        assertThat(attributes.remove("factory")).isEqualTo(SettingsFactory.class.getName());
        return new Settings(attributes.remove("name"), attributes);
    }
}
