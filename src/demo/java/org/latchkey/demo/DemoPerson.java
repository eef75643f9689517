package org.latchkey.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * An account of the demo domain CORP. The identifiers follow from the account's name, so they are the same in every
 * run.
 *
 * @param account sAMAccountName, e.g. {@code ada}
 * @param commonName the value of the DN's first part, unescaped
 * @param givenName, surname, displayName, mail attributes of the same names; null where the entry lacks them
 * @param proxyAddresses the mail system's addresses, each with its kind in front; the one with {@code SMTP:} is the primary one
 * @param title the job, sent in the attribute {@code title}
 * @param password for the form and for the KDC
 * @param state what a domain controller would say of the account
 * @param groups the {@link DemoGroup} names this person is a direct member of
 */
public record DemoPerson(
        String account,
        String commonName,
        @Nullable String givenName,
        @Nullable String surname,
        @Nullable String displayName,
        @Nullable String mail,
        List<String> proxyAddresses,
        String title,
        String password,
        State state,
        List<String> groups) {

    /** What a domain controller would say of an account, with the sub-code of error 49 it says it by. */
    public enum State {
        ENABLED(""),
        DISABLED("533"),
        EXPIRED("701"),
        LOCKED("775"),
        PASSWORD_EXPIRED("532"),
        MUST_CHANGE_PASSWORD("773"),
        /** Enabled, but not at any hour. */
        OUTSIDE_LOGON_HOURS("530"),
        /** Enabled, but for one computer only. */
        BOUND_TO_A_WORKSTATION("531"),
        /** Enabled, but the directory's hardening hides userAccountControl, memberOf, tokenGroups and their like. */
        HIDDEN("");

        private final String subCode;

        State(String subCode) {
            this.subCode = subCode;
        }

        /** Hexadecimal, as it stands after {@code data} in the diagnostic message; empty where a bind succeeds. */
        public String subCode() {
            return subCode;
        }
    }

    public DemoPerson {
        proxyAddresses = List.copyOf(proxyAddresses);
        groups = List.copyOf(groups);
    }

    /**
     * An enabled person in the group of all who may use Freshservice, with mail and a password made of the account's
     * name.
     */
    public static DemoPerson of(String account, String givenName, String surname) {
        String name = givenName + " " + surname;
        return new DemoPerson(
                account,
                name,
                givenName,
                surname,
                name,
                account + "@corp.example.com",
                List.of("SMTP:" + account + "@corp.example.com", "smtp:" + account + "@old.example.com"),
                "Analyst",
                "Passw0rd-" + account,
                State.ENABLED,
                List.of("Freshservice Users"));
    }

    public DemoPerson withCommonName(String newCommonName) {
        return new DemoPerson(
                account,
                newCommonName,
                givenName,
                surname,
                displayName,
                mail,
                proxyAddresses,
                title,
                password,
                state,
                groups);
    }

    public DemoPerson withNames(
            @Nullable String newGivenName, @Nullable String newSurname, @Nullable String newDisplayName) {
        return new DemoPerson(
                account,
                commonName,
                newGivenName,
                newSurname,
                newDisplayName,
                mail,
                proxyAddresses,
                title,
                password,
                state,
                groups);
    }

    /** Another address, or none at all. */
    public DemoPerson withMail(@Nullable String newMail) {
        List<String> proxies = newMail == null ? List.of() : List.of("SMTP:" + newMail);
        return new DemoPerson(
                account, commonName, givenName, surname, displayName, newMail, proxies, title, password, state, groups);
    }

    public DemoPerson withProxyAddresses(List<String> proxies) {
        return new DemoPerson(
                account, commonName, givenName, surname, displayName, mail, proxies, title, password, state, groups);
    }

    public DemoPerson withTitle(String newTitle) {
        return new DemoPerson(
                account,
                commonName,
                givenName,
                surname,
                displayName,
                mail,
                proxyAddresses,
                newTitle,
                password,
                state,
                groups);
    }

    public DemoPerson withPassword(String newPassword) {
        return new DemoPerson(
                account,
                commonName,
                givenName,
                surname,
                displayName,
                mail,
                proxyAddresses,
                title,
                newPassword,
                state,
                groups);
    }

    public DemoPerson withState(State newState) {
        return new DemoPerson(
                account,
                commonName,
                givenName,
                surname,
                displayName,
                mail,
                proxyAddresses,
                title,
                password,
                newState,
                groups);
    }

    public DemoPerson withGroups(List<String> newGroups) {
        return new DemoPerson(
                account,
                commonName,
                givenName,
                surname,
                displayName,
                mail,
                proxyAddresses,
                title,
                password,
                state,
                newGroups);
    }

    public String dn() {
        return "CN=" + Rdn.escapeValue(commonName) + ",OU=People," + DemoDirectory.BASE;
    }

    public String userPrincipalName() {
        return account + "@corp.example.com";
    }

    /** The down-level logon name, e.g. {@code CORP\ada}. */
    public String downLevelName() {
        return "CORP\\" + account;
    }

    /** The Kerberos principal, e.g. {@code ada@CORP.EXAMPLE.COM}. */
    public String principal() {
        return account + "@" + DemoKdc.REALM;
    }

    public UUID objectGuid() {
        return objectGuid(account);
    }

    /** S-1-5-21 identifier of the account, as bytes ([MS-DTYP] 2.4.2.2). */
    public byte[] objectSid() {
        return domainSid(relativeId(account));
    }

    static UUID objectGuid(String account) {
        return UUID.nameUUIDFromBytes(("corp.example.com/" + account).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Active Directory stores the first three fields of a GUID little-endian and the rest as written ([MS-DTYP]
     * 2.3.4.2).
     */
    static byte[] guidBytes(UUID guid) {
        long high = guid.getMostSignificantBits();
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (high >>> 32))
                .putShort((short) (high >>> 16))
                .putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(guid.getLeastSignificantBits())
                .array();
    }

    static int relativeId(String account) {
        CRC32 crc = new CRC32();
        crc.update(account.getBytes(StandardCharsets.UTF_8));
        return (int) (1_100 + crc.getValue() % 1_000_000_000);
    }

    static byte[] domainSid(int relativeId) {
        return sid(21, 1_004_336_348, 1_177_238_915, 682_003_330, relativeId);
    }

    static byte[] sid(int... subAuthorities) {
        ByteBuffer sid = ByteBuffer.allocate(8 + 4 * subAuthorities.length);
        sid.put((byte) 1).put((byte) subAuthorities.length).put(new byte[] {0, 0, 0, 0, 0, 5});
        sid.order(ByteOrder.LITTLE_ENDIAN);
        for (int subAuthority : subAuthorities) {
            sid.putInt(subAuthority);
        }
        return sid.array();
    }
}
