package org.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovePageTest {

    /** The scripts stood at the root: elsewhere their addresses are others. */
    @ParameterizedTest
    @CsvSource({"'', false", "/latchkey, true", "/intranet/sso, true"})
    void pageWhenNotAtTheRootThenItNamesTheFileThatDeploysThere(String contextPath, boolean named) throws IOException {
        Frame frame = new Frame(Texts.of(Locale.ENGLISH), contextPath);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        new Pages(new Languages(Locale.ENGLISH))
                .render(new MovePage(contextPath), frame)
                .writeTo(page);

        assertThat(page.toString(StandardCharsets.UTF_8).contains("name this file ROOT.xml"))
                .isEqualTo(named);
    }
}
