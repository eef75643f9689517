package org.latchkey.config;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Tomcat's context descriptor, read once more for what Tomcat does not tell: of two resources with one name it silently
 * keeps a single one.
 */
public final class DescriptorFile {

    private DescriptorFile() {}

    /** Where Tomcat looks for this web application's descriptor, if it was told where its base is. */
    static Optional<Path> of(ServletContext context) {
        String base = System.getProperty("catalina.base");
        if (base == null) {
            return Optional.empty();
        }
        String path = context.getContextPath();
        String name = path.isEmpty() ? "ROOT" : path.substring(1).replace('/', '#');
        Path file =
                Path.of(base, "conf").resolve(context.getVirtualServerName()).resolve(name + ".xml");
        return Optional.of(file).filter(Files::isRegularFile);
    }

    /** Notes each resource of ours that stands in the descriptor more than once. */
    public static void reportDuplicates(ServletContext context, Problems problems) {
        of(context).ifPresent(file -> reportDuplicates(file, problems));
    }

    static void reportDuplicates(Path file, Problems problems) {
        Set<String> seen = new HashSet<>();
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = safe().createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && "Resource".equals(reader.getLocalName())) {
                    String name = String.valueOf(reader.getAttributeValue(null, "name"));
                    if (name.startsWith(Settings.ROOT + "/") && !seen.add(name)) {
                        problems.error(
                                name,
                                "name",
                                name,
                                "stands twice in " + file.getFileName()
                                        + "; Tomcat keeps only one of them, so give each its own name");
                    }
                }
            }
        } catch (IOException | XMLStreamException e) {
            problems.warning(
                    Settings.ROOT,
                    "",
                    file.getFileName().toString(),
                    "could not be read again to look for resources that stand there twice");
        }
    }

    private static XMLInputFactory safe() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
