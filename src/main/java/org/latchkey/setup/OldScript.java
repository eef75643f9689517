package org.latchkey.setup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.page.DryRunPage.Comparison;

/**
 * What the ASP scripts said about a person, as far as it is known, beside what is said now. Simple SSO scripts sent the first
 * value of {@code displayName} and of {@code mail} as they are; of the JWT script there is no public copy, so each source of
 * {@code sub} that is in use is shown, and an administrator compares the one that his script has.
 *
 * @param now by the name of the parameter or claim; empty where nothing would be sent
 */
record OldScript(DirectoryUser user, Map<String, String> now) {

    private static final int SHOWN = 8;

    List<Comparison> comparisons() {
        List<Comparison> rows = new ArrayList<>();
        if (now.containsKey("name") && !now.containsKey("sub")) {
            compare(rows, "name", "displayName", raw("displayName"));
            raw("displayName")
                    .filter(name -> !withoutAccents(name).equals(name))
                    .ifPresent(name -> compare(
                            rows,
                            "name",
                            "displayName without accents (Freshdesk, 2014)",
                            Optional.of(withoutAccents(name))));
        }
        compare(rows, "email", "mail", raw("mail"));
        if (now.containsKey("sub")) {
            compare(rows, "sub", "LOGON_USER", Optional.of(user.account().toString()));
            compare(
                    rows,
                    "sub",
                    "LOGON_USER behind its backslash, or sAMAccountName",
                    Optional.of(user.account().name()));
            compare(rows, "sub", "mail", raw("mail"));
            compare(rows, "sub", "userPrincipalName", raw("userPrincipalName"));
            compare(rows, "sub", "objectGUID with hyphens", Optional.of(user.objectGuidText()));
            compare(rows, "sub", "objectGUID, 32 digits of its octets", Optional.of(digits(user.objectGuid())));
        }
        return rows;
    }

    /** Unstripped: a script sent the blanks, too. */
    private Optional<String> raw(String attribute) {
        return user.attributes().getOrDefault(attribute, List.of()).stream().findFirst();
    }

    private void compare(List<Comparison> rows, String parameter, String source, Optional<String> before) {
        Optional<String> value = Optional.ofNullable(now.get(parameter));
        if (value.isEmpty()) {
            return;
        }
        String script = before.orElse("");
        rows.add(new Comparison(
                parameter,
                source,
                script,
                value.get(),
                script.equals(value.get()),
                difference(octets(script), octets(value.get()))));
    }

    static String difference(byte[] before, byte[] now) {
        int at = Arrays.mismatch(before, now);
        if (at < 0) {
            return "the same " + now.length + " octets";
        }
        return "differ from octet " + (at + 1) + " on: " + hex(before, at) + " before (" + before.length + " octets), "
                + hex(now, at) + " now (" + now.length + " octets)";
    }

    private static String hex(byte[] octets, int from) {
        if (from >= octets.length) {
            return "nothing more";
        }
        int to = Math.min(octets.length, from + SHOWN);
        return HexFormat.ofDelimiter(" ").formatHex(octets, from, to) + (to < octets.length ? " \u2026" : "");
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutAccents(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }

    /** In the order in which the directory keeps them: the first three parts little-endian ([MS-DTYP] 2.3.4.2). */
    private static String digits(UUID guid) {
        ByteBuffer stored = ByteBuffer.allocate(16);
        stored.putInt(Integer.reverseBytes((int) (guid.getMostSignificantBits() >>> 32)));
        stored.putShort(Short.reverseBytes((short) (guid.getMostSignificantBits() >>> 16)));
        stored.putShort(Short.reverseBytes((short) guid.getMostSignificantBits()));
        stored.putLong(guid.getLeastSignificantBits());
        return HexFormat.of().formatHex(stored.array());
    }
}
