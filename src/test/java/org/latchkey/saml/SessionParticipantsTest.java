package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session keeps for single logout. */
final class SessionParticipantsTest {

    private static final String EMAIL = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    private static final Participant ADA = new Participant("desk", "ada@corp.example.com", EMAIL, "_1");

    private static Object throughAFile(Object kept) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
            out.writeObject(kept);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
            return in.readObject();
        }
    }

    /** Tomcat writes sessions to a file when it stops, and to other nodes. */
    @Test
    void keptWhenWrittenAndReadThenTheSame() throws IOException, ClassNotFoundException {
        LogoutProgress progress = new LogoutProgress("desk", "_r", "=/a", "wiki", "_q", List.of("form"));

        assertThat(throughAFile(ADA)).isEqualTo(ADA);
        assertThat(throughAFile(progress)).isEqualTo(progress);
    }

    @ParameterizedTest
    @CsvSource({
        "ada@corp.example.com,'',true",
        "ada@corp.example.com," + EMAIL + ",true",
        "ada@corp.example.com,urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified,true",
        "ada@corp.example.com,urn:oasis:names:tc:SAML:2.0:nameid-format:persistent,false",
        "Ada@CORP.example.com,'',true",
        "bob@corp.example.com,'',false"
    })
    void isNamedThenByTheWholeNameAndAFormatThatFits(String name, String format, boolean named) {
        assertThat(ADA.isNamed(name, format)).isEqualTo(named);
    }
}
