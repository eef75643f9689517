package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRecordTest {

    @Test
    void parseWhenAsJavaWritesItThenTheRecord() {
        assertThat(ServiceRecord.parse("0 100 389 DC1.corp.example.com."))
                .hasValue(new ServiceRecord(0, 100, 389, "DC1.corp.example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 100 389 .", "0 100 389", "0 100 389 dc1 dc2", "-1 0 389 dc1", "0 0 389 dc1/DC=x"})
    void parseWhenItIsNoneThenEmpty(String text) {
        assertThat(ServiceRecord.parse(text)).isEmpty();
    }

    @Test
    void inOrderThenLowerPrioritiesFirst() {
        ServiceRecord near = new ServiceRecord(0, 0, 389, "near");
        ServiceRecord far = new ServiceRecord(10, 65535, 389, "far");

        assertThat(ServiceRecord.inOrder(List.of(far, near), new Random(1))).containsExactly(near, far);
    }

    @Test
    void inOrderWhenWeightsDifferThenTheHeavierIsMostlyFirstButNotAlways() {
        ServiceRecord light = new ServiceRecord(0, 10, 389, "light");
        ServiceRecord heavy = new ServiceRecord(0, 90, 389, "heavy");
        Random random = new Random(1);
        int heavyFirst = 0;
        for (int i = 0; i < 1000; i++) {
            heavyFirst +=
                    ServiceRecord.inOrder(List.of(light, heavy), random).get(0).equals(heavy) ? 1 : 0;
        }

        assertThat(heavyFirst).isBetween(850, 940);
    }

    @Test
    void inOrderWhenAllAreWeightlessThenEachIsSometimesFirst() {
        List<ServiceRecord> records = List.of(
                new ServiceRecord(0, 0, 389, "a"),
                new ServiceRecord(0, 0, 389, "b"),
                new ServiceRecord(0, 0, 389, "c"));
        Random random = new Random(1);

        assertThat(random.ints(100)
                        .mapToObj(i -> ServiceRecord.inOrder(records, random).get(0)))
                .containsAll(records);
        assertThat(ServiceRecord.inOrder(records, random)).containsExactlyInAnyOrderElementsOf(records);
    }

    @Test
    void controllerWhenDnsNamesThePlainPortThenThePortOfTheProtection() {
        ServiceRecord usual = new ServiceRecord(0, 100, 389, "DC1.corp.example.com");

        assertThat(usual.controller(Tls.LDAPS).url()).isEqualTo("ldaps://dc1.corp.example.com:636");
        assertThat(usual.controller(Tls.STARTTLS).url()).isEqualTo("ldap://dc1.corp.example.com:389");
        assertThat(new ServiceRecord(0, 100, 10389, "dc1").controller(Tls.LDAPS).port())
                .isEqualTo(10389);
    }
}
