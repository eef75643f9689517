package org.latchkey.directory;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.latchkey.refusal.Invisible;

/**
 * Who somebody is, as the sign-in said it, with the domain kept: two {@code ada}s of two domains are two people.
 *
 * @param form how it was said, which decides what it may be compared with
 * @param name the account part: {@code sAMAccountName}, or all of a user principal name
 * @param domain the NetBIOS name, realm or suffix; empty for a plain name
 * @param sid in text, where Windows told it: who is meant, even if the name is an old one of his; else empty
 */
public record AccountName(Form form, String name, String domain, String sid) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** AD's limits are 256 for a {@code sAMAccountName} and 1024 for a user principal name; nobody types longer ones. */
    private static final int LONGEST = 1024;

    public enum Form {
        /** {@code CORP\ada}: name is the {@code sAMAccountName}, domain a NetBIOS name (or, typed, a DNS name). */
        DOWN_LEVEL,
        /** {@code ada@CORP.EXAMPLE.COM} out of a ticket: name is the {@code sAMAccountName}, domain the Kerberos realm. */
        KERBEROS,
        /** {@code ada@example.com} as typed: name is the whole user principal name, domain its suffix. */
        USER_PRINCIPAL_NAME,
        /** {@code ada} as typed. */
        PLAIN
    }

    public AccountName {
        // A session that an earlier version kept has none.
        sid = Objects.requireNonNullElse(sid, "");
        if (name.isBlank() || name.length() > LONGEST || domain.length() > LONGEST) {
            throw new IllegalArgumentException("account name is empty or too long");
        }
        // They never occur in an account's name, and would corrupt a log line.
        if (Invisible.in(name) || Invisible.in(domain)) {
            throw new IllegalArgumentException("account name has a control character");
        }
    }

    AccountName(Form form, String name, String domain) {
        this(form, name, domain, "");
    }

    /**
     * A Windows logon. Windows remembers names for a while: after an account is renamed, it may still tell the old one, which
     * may be somebody else's by now.
     *
     * @param fullyQualified {@code DOMAIN\name}
     * @throws IllegalArgumentException for anything else
     */
    public static AccountName ofWindows(String fullyQualified, Sid sid) {
        AccountName named = ofWindows(fullyQualified);
        return new AccountName(named.form, named.name, named.domain, sid.text());
    }

    /**
     * The name of a Windows logon.
     *
     * @param fullyQualified {@code DOMAIN\name}
     * @throws IllegalArgumentException for anything else
     */
    public static AccountName ofWindows(String fullyQualified) {
        int backslash = fullyQualified.indexOf('\\');
        if (backslash < 1) {
            throw new IllegalArgumentException("expected DOMAIN\\name");
        }
        return new AccountName(
                Form.DOWN_LEVEL, fullyQualified.substring(backslash + 1), fullyQualified.substring(0, backslash));
    }

    /**
     * The client principal of a Kerberos ticket (RFC 4120, 6.2), which is a {@code sAMAccountName} where the KDC made it
     * canonical, as Windows asks for. An enterprise name that it did not ({@code bob\@example.com@REALM}; RFC 6806, 5) is nobody's:
     * whoever may create accounts could give one the {@code sAMAccountName} {@code bob@example.com}, get a ticket with its own
     * password, and be taken for Bob.
     *
     * @throws IllegalArgumentException when there is no realm, the principal is not a person's (it has an instance), or it is an
     *     enterprise name
     */
    public static AccountName ofKerberos(String principal) {
        int at = principal.lastIndexOf('@');
        if (at < 1 || at == principal.length() - 1 || principal.charAt(at - 1) == '\\') {
            throw new IllegalArgumentException("expected name@REALM");
        }
        String name = principal.substring(0, at);
        String realm = principal.substring(at + 1);
        if (name.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "expected the account's own name, and this is an enterprise name; kinit -C makes"
                            + " the server tell the own one");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("expected a person's principal, without an instance");
        }
        return new AccountName(Form.KERBEROS, name, realm);
    }

    /**
     * What somebody typed into the form: {@code ada}, {@code CORP\ada} or {@code ada@example.com}.
     *
     * @return empty when it can be none of them
     */
    public static Optional<AccountName> typed(String text) {
        String name = text.strip();
        try {
            if (name.indexOf('\\') >= 0) {
                return Optional.of(ofWindows(name));
            }
            return Optional.of(
                    name.indexOf('@') > 0
                            ? new AccountName(Form.USER_PRINCIPAL_NAME, name, suffix(name))
                            : new AccountName(Form.PLAIN, name, ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String suffix(String userPrincipalName) {
        return userPrincipalName.substring(userPrincipalName.lastIndexOf('@') + 1);
    }

    /** Whether the name is a whole user principal name: only somebody who types can say one. */
    boolean isUserPrincipalName() {
        return form == Form.USER_PRINCIPAL_NAME;
    }

    /** Whether it is a user principal name with this suffix, which is compared without regard to case. */
    boolean hasSuffix(String other) {
        return isUserPrincipalName() && domain.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    /** As people write it: {@code CORP\ada}, {@code ada@REALM}, {@code ada@example.com} or {@code ada}. */
    @Override
    public String toString() {
        return switch (form) {
            case DOWN_LEVEL -> domain + "\\" + name;
            case KERBEROS -> name + "@" + domain;
            case USER_PRINCIPAL_NAME, PLAIN -> name;
        };
    }
}
