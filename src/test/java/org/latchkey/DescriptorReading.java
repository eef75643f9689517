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
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsFactory;

/**
 * A descriptor that somebody shows to administrators, read as the product reads it.
 *
 * @param problems all that the product would say of it
 */
public record DescriptorReading(List<Settings> settings, List<Problem> problems) {

    /** @throws XMLStreamException where it is no XML */
    public static DescriptorReading of(String xml) throws XMLStreamException {
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml));
        List<Settings> settings = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Resource")) {
                settings.add(settings(reader));
            }
        }
        Problems problems = new Problems();
        Blueprint.read(settings, problems, Clock.systemUTC());
        return new DescriptorReading(settings, problems.list());
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

    /** Those that stay when the administrator has brought the files. */
    public List<Problem> problemsButMissingFiles() {
        return problems.stream()
                .filter(problem -> !problem.expected().contains("cannot be read by the account that Tomcat runs as"))
                .toList();
    }
}
