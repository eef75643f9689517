package org.latchkey.keys;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a clipboard, a script, a form or a mail made of a text, undone. The browser does the same before anything is sent
 * ({@code keytext.js}); this is for browsers without scripts.
 */
final class PastedText {

    /** Soft hyphens, zero-width spaces, directions, byte order marks; and the octets between those of UTF-16. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x00]");

    private static final Pattern SPACE = Pattern.compile("\\p{Z}");

    /** Of addresses, JSON and HTML; of octets in ASCII alone. */
    private static final Pattern ESCAPE = Pattern.compile(
            "%([0-7][0-9A-Fa-f])|\\\\u00([0-7][0-9A-Fa-f])|&#[xX]0{0,4}([0-7]?[0-9A-Fa-f]);|&#0{0,4}([0-9]{1,3});"
                    + "|&(lt|gt|quot|apos|amp|nbsp);");

    private static final Map<String, String> ENTITIES =
            Map.of("lt", "<", "gt", ">", "quot", "\"", "apos", "'", "amp", "&", "nbsp", " ");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|\u201C([^\u201C-\u201F]*)[\u201D\u201C\u201F]");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'|\u2018([^\u2018-\u201B]*)[\u2018\u2019]");
    private static final Pattern NO_BASE64 =
            Pattern.compile("<[^<>]{0,80}>|\\\\[rnt]|&\\s*_(?![A-Za-z0-9+/])|[^A-Za-z0-9+/_-]");
    private static final Pattern NO_HEXADECIMAL = Pattern.compile("<[^<>]{0,80}>|\\\\[rntx]|0[xX]|&[hH]|[^A-Za-z0-9]");

    private PastedText() {}

    /** Without what cannot be seen, with one kind of space, and with what escapes stand for; they are often nested. */
    static String plain(String text) {
        String clear = unescaped(unescaped(visible(text)));
        return SPACE.matcher(visible(clear)).replaceAll(" ");
    }

    private static String visible(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(MatchResult escape) {
        for (int hexadecimal = 1; hexadecimal <= 3; hexadecimal++) {
            if (escape.group(hexadecimal) != null) {
                return Character.toString(Integer.parseInt(escape.group(hexadecimal), 16));
            }
        }
        return escape.group(4) == null
                ? ENTITIES.getOrDefault(escape.group(5), "")
                : Character.toString(Integer.parseInt(escape.group(4)));
    }

    /** The text, and the pieces that a script puts together. */
    static List<String> joined(String plain) {
        return List.of(plain, joined(QUOTED, plain), joined(SINGLE, plain));
    }

    private static String joined(Pattern quoted, String plain) {
        StringBuilder pieces = new StringBuilder();
        Matcher piece = quoted.matcher(plain);
        while (piece.find()) {
            pieces.append(piece.group(1) == null ? piece.group(2) : piece.group(1));
        }
        return pieces.toString();
    }

    static String base64(String plain) {
        return NO_BASE64.matcher(plain).replaceAll("");
    }

    static String hexadecimal(String plain) {
        return NO_HEXADECIMAL.matcher(plain).replaceAll("");
    }
}
