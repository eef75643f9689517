package org.latchkey.documentation;

import java.util.List;

/**
 * A fenced block of the documentation. Whatever test runs or reads one takes it by {@link #of}, which is how {@link
 * CommandBlocksTest} knows that somebody does.
 *
 * @param page the file's name
 * @param language what stands behind the fence
 * @param text its lines, each with a line end
 * @param marks what says of it whether it is for Windows: the first paragraph of its section, and the one in front of it
 */
public record CodeBlock(String page, String language, String text, String marks) {

    /**
     * The one block of a page that begins with these words.
     *
     * @param page the file's name
     */
    public static CodeBlock of(String page, String begins) {
        List<CodeBlock> found = Document.named(page).blocks().stream()
                .filter(block -> block.text().startsWith(begins))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " blocks of " + page + " begin with " + begins);
        }
        return found.get(0);
    }

    /** The same, for a failure to tell what mends it; whoever only quotes a block neither runs nor reads it. */
    public static String quote(String page, String begins) {
        return of(page, begins).text();
    }

    /** All of them. */
    public static List<CodeBlock> all() {
        return Document.all().stream()
                .flatMap(document -> document.blocks().stream())
                .toList();
    }

    /** Whether these are resources of the descriptor, or attributes of one; {@code ResourceBlocksTest} reads them. */
    public boolean isOfDescriptor() {
        return language.equals("xml") && (text.startsWith("<Resource ") || text.matches("(?s)[a-zA-Z]+=\".*"));
    }

    /** Its lines without indentation, remarks and what is empty then. */
    List<String> lines() {
        return text.lines()
                .map(line -> line.replaceFirst("(^|\\s)# .*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
