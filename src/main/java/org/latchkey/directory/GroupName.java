package org.latchkey.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * A group as an administrator names it.
 *
 * @param form how it is named
 * @param text as written; of a SID the canonical form
 */
public record GroupName(Form form, String text) {

    /** In words, for messages. */
    public static final String EXPECTED = "a group's DN, DOMAIN\\name or SID";

    /** Backslash and name, none of it a character that {@code sAMAccountName} may not hold ([MS-SAMR] 3.1.1.8.4). */
    private static final Pattern DOWN_LEVEL = Pattern.compile("[^\\\\=]+\\\\[^\"/\\\\\\[\\]:;|=,+*?<>]+");

    private static final Pattern SID = Pattern.compile("[Ss]-\\d+-.*");

    public enum Form {
        DISTINGUISHED_NAME,
        /** {@code DOMAIN\name}: a NetBIOS or DNS name, and the group's {@code sAMAccountName}. */
        DOWN_LEVEL,
        SID
    }

    /**
     * One group.
     *
     * @throws IllegalArgumentException when it is named in no known form, or by a SID that no group has
     */
    public static GroupName parse(String text) {
        String name = text.strip();
        if (SID.matcher(name).matches()) {
            return of(new Sid(name));
        }
        if (name.indexOf('=') > 0 && isDistinguishedName(name)) {
            return new GroupName(Form.DISTINGUISHED_NAME, name);
        }
        if (DOWN_LEVEL.matcher(name).matches()) {
            return new GroupName(Form.DOWN_LEVEL, name);
        }
        throw new IllegalArgumentException("expected " + EXPECTED + ", and \"" + name + "\" is none of them");
    }

    /** @throws IllegalArgumentException for a SID that no directory tells of anybody, such as that of Everyone */
    static GroupName of(Sid sid) {
        if (!sid.mayBeGroup()) {
            throw new IllegalArgumentException(
                    "expected the SID of a group, S-1-5-21-… or S-1-5-32-…, and " + sid + " is none");
        }
        return new GroupName(Form.SID, sid.text());
    }

    private static boolean isDistinguishedName(String name) {
        try {
            return !new LdapName(name).isEmpty();
        } catch (InvalidNameException e) {
            return false;
        }
    }

    /**
     * Groups separated by semicolons.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static List<GroupName> parseAll(String text) {
        return split(text).stream().map(GroupName::parse).toList();
    }

    /** What stands between semicolons; one that belongs to a DN stands behind a backslash (RFC 4514, 2.4). */
    public static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ';') {
                String one = text.substring(start, i).strip();
                if (!one.isEmpty()) {
                    parts.add(one);
                }
                start = i + 1;
            } else if (text.charAt(i) == '\\') {
                i++;
            }
        }
        return parts;
    }

    /** Of {@code DOMAIN\name}, what stands before the backslash. */
    String domain() {
        return text.substring(0, text.indexOf('\\'));
    }

    /** Of {@code DOMAIN\name}, what stands behind the backslash. */
    String account() {
        return text.substring(text.indexOf('\\') + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
