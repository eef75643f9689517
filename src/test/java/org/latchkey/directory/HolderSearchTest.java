package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoPerson;

/** Who has one of many values, and what a search that is too much for a controller does to sign-ins: nothing. */
class HolderSearchTest {

    private static DemoDirectory demo;

    @BeforeAll
    static void start() {
        demo = DemoDirectory.start();
        demo.add(DemoPerson.of("twin", "Ada", "Twin").withMail("ADA@corp.example.com"));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static List<String> names(Holders holders) {
        return holders.people().stream().map(user -> user.account().name()).toList();
    }

    private static Map<String, List<String>> many(String last) {
        return Map.of(
                "mail",
                Stream.concat(IntStream.range(0, 20).mapToObj(i -> "nobody" + i + "@corp.example.com"), Stream.of(last))
                        .toList());
    }

    @Test
    void havingThenEverybodyOfTheValuesWhateverCharactersTheyHold() {
        try (ActiveDirectory directory = Corp.ldaps(demo).open();
                HolderSearch search = directory.holderSearch()) {
            Holders holders = search.having(
                    Map.of("mail", List.of("ada@corp.example.com", "*", "sean.o'brien@corp.example.com)(cn=*")));

            assertThat(names(holders)).containsExactlyInAnyOrder("ada", "twin");
            assertThat(names(search.having(Map.of("mail)(cn=*", List.of("ada@corp.example.com"), "", List.of("x")))))
                    .isEmpty();
            assertThat(holders.silent()).isEmpty();
        }
    }

    @Test
    void havingWhenTooMuchAtOnceThenInHalvesAndNoControllerIsLeftAlone() {
        List<String> refused = new CopyOnWriteArrayList<>();
        try (FaultyServer relay = FaultyServer.relaySlowBeyond(4, "nobody", demo.ldapPort(), refused);
                ActiveDirectory directory = through(relay);
                HolderSearch search = directory.holderSearch()) {
            directory.find(AccountName.ofWindows("CORP\\ada"));

            assertThat(search.having(many("ada@corp.example.com")))
                    .satisfies(holders -> assertThat(names(holders)).containsExactlyInAnyOrder("ada", "twin"))
                    .satisfies(holders -> assertThat(holders.silent()).isEmpty());
            assertThat(refused).as("21, 11, 6").hasSize(3);
            search.having(many("ada@corp.example.com"));
            assertThat(refused).as("the next one begins as small").hasSize(3);
            assertUntouched(directory);
        }
    }

    @Test
    void havingWhenEvenOneIsTooMuchThenTheDomainIsSilentAndNoControllerIsLeftAlone() {
        List<String> refused = new CopyOnWriteArrayList<>();
        try (FaultyServer relay = FaultyServer.relaySlowBeyond(0, "nobody", demo.ldapPort(), refused);
                ActiveDirectory directory = through(relay);
                HolderSearch search = directory.holderSearch()) {
            directory.find(AccountName.ofWindows("CORP\\ada"));

            assertThat(search.having(many("ada@corp.example.com")).silent()).containsExactly("corp");
            int asked = refused.size();
            assertThat(search.having(many("ada@corp.example.com")).silent()).containsExactly("corp");
            assertThat(refused).as("21, 11, 6, 3, 2, 1").hasSize(6).hasSize(asked);
            assertUntouched(directory);
        }
    }

    @Test
    void havingWhenNoAnswerComesThenTheDomainIsSilentAndNoControllerIsLeftAlone() {
        List<String> frozen = new CopyOnWriteArrayList<>();
        try (FaultyServer relay = FaultyServer.relayFreezingAt("nobody", demo.ldapPort(), frozen);
                ActiveDirectory directory = Corp.plain(demo)
                        .with("servers", "localhost:" + relay.port())
                        .with("readTimeout", "3s")
                        .open();
                HolderSearch search = directory.holderSearch()) {
            directory.find(AccountName.ofWindows("CORP\\ada"));

            assertThat(search.having(Map.of("mail", List.of("nobody1@corp.example.com", "nobody2@corp.example.com")))
                            .silent())
                    .containsExactly("corp");
            assertUntouched(directory);
        }
    }

    private static ActiveDirectory through(FaultyServer relay) {
        return Corp.plain(demo).with("servers", "localhost:" + relay.port()).open();
    }

    private static void assertUntouched(ActiveDirectory directory) {
        assertThat(directory.controllers()).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(ControllerStatus.State.ANSWERS);
            assertThat(one.failure()).isEmpty();
            assertThat(one.figures().resting()).isEqualTo(1);
        });
    }
}
