package org.latchkey.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.documentation.Document.Link;

/** Each link and each picture of the documentation is there, on a forge and in the web pages alike. */
final class LinksTest {

    private static final Path BESIDE = Path.of("src", "site", "markdown");
    private static final long LARGEST_PICTURE = 60_000;

    static List<Document> documents() {
        return Stream.concat(Document.all().stream(), Stream.of(Document.named("CHANGELOG.md")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linkThenItsFileAndItsAnchorAreThere(Document document) {
        assertThat(document.links()).filteredOn(link -> !link.picture()).allSatisfy(link -> {
            String[] parts = link.address().split("#", 2);
            Path target = parts[0].isEmpty()
                    ? document.file()
                    : document.file().resolveSibling(parts[0]).normalize();
            assertThat(target).exists();
            if (document.isPage()) {
                // What is not a page does not come along into the web pages.
                assertThat(target.getParent()).isEqualTo(Document.PAGES);
            }
            if (parts.length > 1) {
                assertThat(Document.named(target.getFileName().toString()).anchors())
                        .contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void anchorsThenNoneTwice(Document document) {
        assertThat(document.anchors()).doesNotHaveDuplicates();
    }

    @Test
    void menuThenItNamesEachPageOnce() throws IOException {
        String menu = Files.readString(Path.of("src", "site", "site.xml"));

        assertThat(menu.split("href=\"", -1)).hasSize(Document.all().size());
        assertThat(Document.all())
                .filteredOn(Document::isPage)
                .allSatisfy(page ->
                        assertThat(menu).contains("href=\"" + page.name().replace(".md", ".html") + "\""));
    }

    @Test
    void picturesThenEachIsThereAndShownAndSmall() throws IOException {
        Set<String> shown = Document.all().stream()
                .flatMap(document -> document.links().stream())
                .filter(Link::picture)
                .map(Link::address)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(committed());
        assertThat(shown)
                .allSatisfy(name -> assertThat(Files.size(BESIDE.resolve(name))).isBetween(1L, LARGEST_PICTURE));
    }

    private static Set<String> committed() throws IOException {
        try (Stream<Path> files = Files.list(BESIDE.resolve("images"))) {
            return files.map(file -> "images/" + file.getFileName()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Links say where they lead, where they stand: nothing else looks for the others. */
    @ParameterizedTest
    @MethodSource("documents")
    void textThenNoLinkByReference(Document document) {
        assertThat(document.prose()).doesNotContainPattern("\\]\\s?\\[|(?m)^ {0,3}\\[[^\\]]+\\]:");
    }

    /** Nothing that a browser would fetch from elsewhere, and no markup that a forge would show as text. */
    @ParameterizedTest
    @MethodSource("documents")
    void textThenNoMarkupButAnchorsAndRemarks(Document document) {
        assertThat(document.prose().replaceAll("<a id=\"[a-z0-9-]+\"></a>|<!-- [a-z: ]+ -->", ""))
                .doesNotContainPattern("<[a-zA-Z/!]");
    }
}
