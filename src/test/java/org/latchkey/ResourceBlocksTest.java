package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.config.Problem;
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
        DescriptorReading read = DescriptorReading.of("<Context>" + resources(block.text()) + "</Context>");

        assertThat(read.settings()).isNotEmpty();
        assertThat(read.problemsButMissingFiles())
                .filteredOn(problem -> read.settings().stream().anyMatch(one -> writes(one, problem)))
                .isEmpty();
    }

    /** @param block resources, or attributes of an application alone */
    private static String resources(String block) {
        return block.startsWith("<")
                ? block
                : "<Resource name=\"latchkey/app/any\" protocol=\"jwt\" type=\"" + Settings.class.getName()
                        + "\" factory=\"" + SettingsFactory.class.getName() + "\" " + block + "/>";
    }

    private static boolean writes(Settings settings, Problem problem) {
        return settings.resource().equals(problem.resource())
                && settings.attributes().containsKey(problem.attribute());
    }
}
