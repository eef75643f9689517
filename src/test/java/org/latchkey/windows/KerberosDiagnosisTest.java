package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoParts;

final class KerberosDiagnosisTest {

    private final KerberosDiagnosis diagnosis =
            new KerberosDiagnosis(DemoParts.kdc().keytab());

    /** The JDK's texts, as GSSException puts them. */
    @ParameterizedTest
    @CsvSource({
        "Clock skew too great (37), clock skew",
        "Request is a replay (34), replay",
        "Ticket expired (32), expired",
        "Ticket not yet valid (33), not valid yet",
        "Incorrect net address (38), another network address",
        "Checksum failed, not a Kerberos token that can be read"
    })
    void refusalWhenTheJdkNumbersItThenItsMeaningIsTold(String text, String meaning) {
        String message = "Failure unspecified at GSS-API level (Mechanism level: " + text + ")";

        assertThat(diagnosis.of(new byte[0], message).text()).contains(meaning);
    }
}
