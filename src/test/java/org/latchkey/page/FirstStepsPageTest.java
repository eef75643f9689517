package org.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.DescriptorReading;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FirstStepsPageTest {

    @ParameterizedTest
    @CsvSource({"/latchkey, latchkey.xml", "'', ROOT.xml", "/intranet/sso, intranet#sso.xml"})
    void fileNameWhenContextPathIsThenAsTomcatDerivesIt(String contextPath, String fileName) {
        assertThat(new FirstStepsPage(contextPath, true).fileName()).isEqualTo(fileName);
    }

    @ParameterizedTest
    @CsvSource({"/latchkey", "''", "/intranet/sso"})
    void descriptorWhenPastedThenItIsXmlWithSettingsForSiteDirectoryAndApplication(String contextPath)
            throws Exception {
        List<Element> resources = resources(new FirstStepsPage(contextPath, true).descriptor());

        assertThat(resources)
                .extracting(resource -> resource.getAttribute("name"))
                .containsExactly("latchkey/site", "latchkey/directory/corp", "latchkey/app/freshservice");
        assertThat(resources).allSatisfy(resource -> {
            assertThat(resource.getAttribute("type")).isEqualTo("org.latchkey.config.Settings");
            assertThat(resource.getAttribute("factory")).isEqualTo("org.latchkey.config.SettingsFactory");
        });
        assertThat(resources.get(0).getAttribute("publicUrl")).isEqualTo("https://sso.corp.example.com" + contextPath);
    }

    @ParameterizedTest
    @CsvSource({"/latchkey", "''", "/intranet/sso"})
    void descriptorWhenReadByTheProductThenOnlyItsFilesAreMissing(String contextPath) throws Exception {
        String descriptor = new FirstStepsPage(contextPath, true).descriptor();

        assertThat(DescriptorReading.of(descriptor).problemsButMissingFiles()).isEmpty();
    }

    @Test
    void descriptorWhenShownThenNoLineIsWiderThanAScreen() {
        assertThat(new FirstStepsPage("/latchkey", true).descriptor().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
    }

    private static List<Element> resources(String xml) throws Exception {
        Element context = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(context.getTagName()).isEqualTo("Context");
        NodeList found = context.getElementsByTagName("Resource");
        List<Element> resources = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            resources.add((Element) found.item(i));
        }
        return resources;
    }
}
