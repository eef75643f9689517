package org.latchkey.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** README.md, or a page of {@code src/site}, in Markdown. */
public record Document(Path file, String text) {

    public static final Path PAGES = Path.of("src", "site", "markdown");

    private static final Path README = Path.of("README.md");
    private static final Path CHANGELOG = Path.of("CHANGELOG.md");
    private static final Pattern FENCE = Pattern.compile("( *)```(.*)");
    private static final Pattern LINK = Pattern.compile("(!?)\\[[^\\]]*]\\(([^)\\s]+)(?:\\s+[\"'(][^)]*)?\\)");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([a-z0-9-]+)\"></a>");

    /** Where a link or a picture leads, as it is written. */
    record Link(boolean picture, String address) {}

    /** README.md and the pages, which tell how something is done; the changelog does not. */
    public static List<Document> all() {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return Stream.concat(
                            Stream.of(README),
                            pages.filter(Files::isRegularFile).sorted())
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name {@code README.md}, {@code CHANGELOG.md}, or a page's file name */
    public static Document named(String name) {
        return read(Stream.of(README, CHANGELOG)
                .filter(file -> file.toString().equals(name))
                .findFirst()
                .orElse(PAGES.resolve(name)));
    }

    private static Document read(Path file) {
        try {
            return new Document(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return String.valueOf(file.getFileName());
    }

    boolean isPage() {
        return file.startsWith(PAGES);
    }

    /** Its fenced blocks, in their order. */
    List<CodeBlock> blocks() {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int section = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (lines.get(i).startsWith("#")) {
                section = i;
            }
            if (fence.matches()) {
                int end = i + 1;
                while (!lines.get(end).equals(fence.group(1) + "```")) {
                    end++;
                }
                blocks.add(new CodeBlock(
                        name(),
                        fence.group(2),
                        unindented(lines.subList(i + 1, end), fence.group(1)),
                        marks(lines.subList(section, i))));
                i = end;
            }
        }
        return blocks;
    }

    /** What stands between empty lines outside of its blocks, each with the first one of its section. */
    List<String> paragraphs() {
        return Stream.of(unfenced().split("(?m)^(?=#)", -1))
                .map(section -> section.split("\n\\s*\n", -1))
                .flatMap(section -> Stream.of(section)
                        .map(paragraph -> paragraph + "\n\n" + section[Math.min(1, section.length - 1)]))
                .toList();
    }

    private static String marks(List<String> section) {
        String[] paragraphs = String.join("\n", section).strip().split("\n\\s*\n", -1);
        // The heading is the first one.
        return paragraphs[Math.min(1, paragraphs.length - 1)] + "\n\n" + paragraphs[paragraphs.length - 1];
    }

    private static String unindented(List<String> lines, String indent) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.startsWith(indent) ? line.substring(indent.length()) : line)
                .append('\n'));
        return text.toString();
    }

    /** What stands in front of its first heading of the second rank: it is about the whole page. */
    String head() {
        int second = text.indexOf("\n## ");
        return second < 0 ? text : text.substring(0, second);
    }

    /** Without its blocks. */
    String unfenced() {
        return text.replaceAll("(?ms)^ *```.*?^ *```$", "");
    }

    /** Without blocks and code in sentences: what is in them is no Markdown. */
    String prose() {
        return unfenced().replaceAll("`[^`\n]*`", "");
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        Matcher link = LINK.matcher(prose());
        while (link.find()) {
            links.add(new Link(!link.group(1).isEmpty(), link.group(2)));
        }
        return links;
    }

    /** What links may name behind a number sign; only what is written out is one on a forge and in the web pages alike. */
    List<String> anchors() {
        return ANCHOR.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
