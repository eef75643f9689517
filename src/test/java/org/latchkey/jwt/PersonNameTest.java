package org.latchkey.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

final class PersonNameTest {

    private static DirectoryUser user(String given, String family, String displayName, String commonName) {
        Map<String, List<String>> attributes = new TreeMap<>();
        attributes.put("givenName", given == null ? List.of() : List.of(given));
        attributes.put("sn", family == null ? List.of() : List.of(family));
        attributes.put("displayName", displayName == null ? List.of() : List.of(displayName));
        attributes.put("cn", commonName == null ? List.of() : List.of(commonName));
        return new DirectoryUser(
                AccountName.ofWindows("CORP\\ada"), "CN=Ada", new UUID(1, 2), AccountState.ACTIVE, attributes);
    }

    /** Columns: givenName, sn, displayName, cn; then what is sent. Empty columns are absent. */
    @ParameterizedTest
    @CsvSource({
        "Ada,Lovelace,,,Ada,Lovelace",
        "Ada,Lovelace,Somebody Else,Third,Ada,Lovelace",
        "Zoë,Ångström,,,Zoë,Ångström",
        "' Ada ',' Lovelace ',,,Ada,Lovelace",
        ",,Ada Lovelace,,Ada,Lovelace",
        ",,'Lovelace, Ada',,Ada,Lovelace",
        ",,'Lovelace,Ada',,Ada,Lovelace",
        ",,Ada King Lovelace,,Ada King,Lovelace",
        ",,'van Dyke, Dick',,Dick,van Dyke",
        ",,'Lovelace, Ada, Countess',,'Ada, Countess',Lovelace",
        ",,Ada  Lovelace,,Ada,Lovelace",
        ",,Ada,,Ada,Ada",
        ",,李小龍,,李小龍,李小龍",
        ",,小龍 李,,小龍,李",
        ",,,Ada Lovelace,Ada,Lovelace",
        ",,' ',Ada Lovelace,Ada,Lovelace",
        "' ',' ',Ada Lovelace,,Ada,Lovelace",
        "Ada,,Somebody Else,,Ada,Else",
        ",Lovelace,Somebody Else,,Somebody,Lovelace",
        "Ada,,Ada,,Ada,Ada",
        "Ada,,,ada,Ada,ada",
        "Ada,,,,Ada,Ada",
        ",Lovelace,,,Lovelace,Lovelace"
    })
    void ofWhenTheDirectoryLacksANameThenFromTheNextBest(
            String given, String family, String displayName, String commonName, String sentGiven, String sentFamily) {
        assertThat(PersonName.of(user(given, family, displayName, commonName)))
                .isEqualTo(new PersonName(sentGiven, sentFamily));
    }

    /** A name of two words is one name: only a display name holds both. */
    @Test
    void ofWhenOnlyOneNameOfSeveralWordsThenItIsNotTakenApart() {
        assertThat(PersonName.of(user("Mary Ann", null, null, null))).isEqualTo(new PersonName("Mary Ann", "Mary Ann"));
        assertThat(PersonName.of(user(null, "van Dyke", null, null))).isEqualTo(new PersonName("van Dyke", "van Dyke"));
    }

    @Test
    void ofWhenThereIsNoNameAtAllThenRefused() {
        Refusal refusal = Refused.by(() -> PersonName.of(user(null, " ", "\t", null)));

        assertThat(refusal.reason()).isEqualTo(Reason.NAME_MISSING);
        assertThat(refusal.facts())
                .containsEntry("account", "CORP\\ada")
                .containsEntry("attributes", "givenName, sn, displayName, cn");
    }

    @ParameterizedTest
    @CsvSource({
        "'Lovelace,','Lovelace,','Lovelace,'",
        "',Ada',',Ada',',Ada'",
        "',',',',','",
        "' Ada Lovelace ',Ada,Lovelace",
        "'Lovelace ,  Ada ',Ada,Lovelace",
        "x,x,x"
    })
    void splitWhenWrittenOddlyThenNeitherIsEmpty(String displayName, String given, String family) {
        assertThat(PersonName.split(displayName)).isEqualTo(new PersonName(given, family));
    }
}
