package org.latchkey.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.cursor.Cursor;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.filter.EqualityNode;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.message.LdapResult;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.ResultResponse;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.ldap.LdapSession;
import org.apache.directory.server.ldap.handlers.request.BindRequestHandler;

/**
 * Answers a simple bind as a domain controller does: takes its forms of a name ({@code CORP\ada}, {@code
 * ada@corp.example.com}, a DN), tells by the sub-code of error 49 why it refuses, and takes an empty password for an
 * anonymous bind. An imitation: ApacheDS by itself knows none of this.
 */
final class ActiveDirectoryBind extends BindRequestHandler {
    private static final String BAD_PASSWORD_OR_UNKNOWN = "52e";

    private final DemoDomain domain;
    private volatile boolean tlsRequired;

    ActiveDirectoryBind(DemoDomain domain) {
        this.domain = domain;
    }

    void requireTls(boolean newTlsRequired) {
        tlsRequired = newTlsRequired;
    }

    @Override
    public void handleSimpleAuth(LdapSession session, BindRequest request) throws Exception {
        byte[] password = Optional.ofNullable(request.getCredentials()).orElse(new byte[0]);
        if (tlsRequired && !session.getIoSession().isSecured()) {
            refuse(
                    session,
                    request,
                    ResultCodeEnum.STRONG_AUTH_REQUIRED,
                    "00002028: LdapErr: DSID-0C09027F, comment: The server"
                            + " requires binds to turn on integrity checking if SSL\\TLS are not already active on the connection,"
                            + " data 0, v4563");
            return;
        }
        if (password.length == 0) {
            answer(session, request, ResultCodeEnum.SUCCESS, "");
            return;
        }
        Optional<Entry> account = find(request.getName());
        String subCode = account.map(entry -> refusal(entry, password)).orElse(BAD_PASSWORD_OR_UNKNOWN);
        if (!subCode.isEmpty()) {
            refuse(
                    session,
                    request,
                    ResultCodeEnum.INVALID_CREDENTIALS,
                    "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data " + subCode
                            + ", v1db1");
            return;
        }
        request.setDn(account.orElseThrow().getDn());
        super.handleSimpleAuth(session, request);
    }

    /** Bare account names and {@code corp.example.com\ada} are refused, as a controller does. */
    private Optional<Entry> find(String name) throws Exception {
        String lower = name.toLowerCase(Locale.ROOT);
        CoreSession directory = getLdapServer().getDirectoryService().getAdminSession();
        String domainName = domain.netbiosName().toLowerCase(Locale.ROOT);
        if (lower.startsWith(domainName + "\\")) {
            return search(directory, "sAMAccountName", name.substring(domainName.length() + 1));
        }
        if (lower.endsWith("@" + domainName)) {
            return search(directory, "sAMAccountName", name.substring(0, name.length() - domainName.length() - 1));
        }
        try {
            return Optional.of(directory.lookup(
                    new Dn(getLdapServer().getDirectoryService().getSchemaManager(), name),
                    SchemaConstants.ALL_USER_ATTRIBUTES,
                    SchemaConstants.ALL_OPERATIONAL_ATTRIBUTES));
        } catch (LdapInvalidDnException | LdapNoSuchObjectException e) {
            return search(directory, "userPrincipalName", name);
        }
    }

    private Optional<Entry> search(CoreSession directory, String attribute, String value) throws Exception {
        SchemaManager schema = directory.getDirectoryService().getSchemaManager();
        EqualityNode<String> filter = new EqualityNode<>(attribute, value);
        try (Cursor<Entry> found = directory.search(
                new Dn(schema, domain.base()),
                SearchScope.SUBTREE,
                filter,
                AliasDerefMode.NEVER_DEREF_ALIASES,
                SchemaConstants.ALL_USER_ATTRIBUTES,
                SchemaConstants.ALL_OPERATIONAL_ATTRIBUTES)) {
            return found.next() ? Optional.of(found.get()) : Optional.empty();
        }
    }

    /**
     * The sub-code of the refusal, or nothing. A lock shows with any password, everything else only with the right one.
     */
    private static String refusal(Entry account, byte[] password) {
        if (number(account, "lockoutTime", 0) != 0) {
            return "775";
        }
        Attribute stored = account.get(SchemaConstants.USER_PASSWORD_AT);
        if (stored == null || !Arrays.equals(stored.get().getBytes(), password)) {
            return BAD_PASSWORD_OR_UNKNOWN;
        }
        if ((number(account, "userAccountControl", 512) & 2) != 0) {
            return "533";
        }
        long expires = number(account, "accountExpires", 0);
        if (expires != 0 && expires < ActiveDirectoryEntries.filetimeNow()) {
            return "701";
        }
        if (account.containsAttribute("logonHours")) {
            return "530";
        }
        if (account.containsAttribute("userWorkstations")) {
            return "531";
        }
        if (number(account, "pwdLastSet", 1) == 0) {
            return "773";
        }
        return (number(account, "msDS-User-Account-Control-Computed", 0) & 0x800000) != 0 ? "532" : "";
    }

    private static long number(Entry account, String attribute, long absent) {
        Attribute value = account.get(attribute);
        return value == null ? absent : Long.parseLong(value.get().getString());
    }

    private static void refuse(LdapSession session, BindRequest request, ResultCodeEnum code, String message) {
        // A controller's message ends in NUL.
        answer(session, request, code, message + "\0");
    }

    private static void answer(LdapSession session, BindRequest request, ResultCodeEnum code, String message) {
        ResultResponse response = request.getResultResponse();
        LdapResult result = response.getLdapResult();
        result.setResultCode(code);
        result.setDiagnosticMessage(message);
        session.setAnonymous();
        session.getIoSession().write(response);
    }
}
