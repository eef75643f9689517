package org.latchkey.demo;

import java.util.Set;
import org.apache.directory.api.ldap.model.message.LdapResult;
import org.apache.directory.api.ldap.model.message.ReferralImpl;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchRequest;
import org.apache.directory.api.ldap.model.message.SearchResultDone;
import org.apache.directory.api.ldap.model.message.SearchResultReference;
import org.apache.directory.api.ldap.model.message.SearchResultReferenceImpl;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.message.controls.PagedResults;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.LdapSession;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;

/**
 * Four answers that clients of Active Directory stumble over, imitated: a search without a bind is an operations error,
 * so is tokenGroups asked of more than one entry, no answer holds more than a thousand entries, and a search of the whole
 * domain ends with references to its other partitions (unless the client sends the domain-scope control).
 */
final class ActiveDirectorySearch extends IoFilterAdapter {
    static final String DOMAIN_SCOPE_CONTROL = "1.2.840.113556.1.4.1339";

    /** MaxPageSize: of one page, or of a search without pages. ApacheDS would count all pages together. */
    private static final int MAX_ENTRIES = 1_000;

    private static final Set<String> OTHER_PARTITIONS = Set.of("ForestDnsZones", "DomainDnsZones");

    private final LdapServer server;
    private final DemoDomain domain;

    ActiveDirectorySearch(LdapServer server, DemoDomain domain) {
        this.server = server;
        this.domain = domain;
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        if (!(message instanceof SearchRequest search)) {
            next.messageReceived(session, message);
            return;
        }
        LdapSession ldapSession = server.getLdapSessionManager().getLdapSession(session);
        boolean rootDse = search.getBase().isEmpty() && search.getScope() == SearchScope.OBJECT;
        if (!rootDse && (ldapSession == null || !ldapSession.isAuthenticated())) {
            refuse(
                    session,
                    search,
                    "000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful"
                            + " bind must be completed on the connection., data 0, v4563");
        } else if (search.getScope() != SearchScope.OBJECT
                && search.getAttributes().stream().anyMatch("tokenGroups"::equalsIgnoreCase)) {
            refuse(session, search, "00002120: SvcErr: DSID-03140391, problem 5012 (DIR_ERROR), data 0");
        } else {
            if (isOfWholeDomain(search)) {
                session.setAttribute(key(search.getMessageId()));
            }
            limit(search);
            next.messageReceived(session, message);
        }
    }

    private static void limit(SearchRequest search) {
        boolean unlimited = search.getSizeLimit() <= 0 || search.getSizeLimit() > MAX_ENTRIES;
        if (unlimited && !search.getControls().containsKey(PagedResults.OID)) {
            search.setSizeLimit(MAX_ENTRIES);
        }
    }

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest write) {
        if (write.getMessage() instanceof SearchResultDone done
                && session.removeAttribute(key(done.getMessageId())) != null
                && done.getLdapResult().getResultCode() == ResultCodeEnum.SUCCESS) {
            for (String partition : OTHER_PARTITIONS) {
                next.filterWrite(session, new DefaultWriteRequest(reference(done.getMessageId(), partition)));
            }
        }
        next.filterWrite(session, write);
    }

    private boolean isOfWholeDomain(SearchRequest search) {
        return search.getScope() == SearchScope.SUBTREE
                && domain.base().equalsIgnoreCase(search.getBase().getName())
                && !search.getControls().containsKey(DOMAIN_SCOPE_CONTROL);
    }

    private SearchResultReference reference(int messageId, String partition) {
        ReferralImpl referral = new ReferralImpl();
        referral.addLdapUrl("ldap://" + partition + "." + domain.dnsName() + "/DC=" + partition + "," + domain.base());
        SearchResultReference reference = new SearchResultReferenceImpl(messageId);
        reference.setReferral(referral);
        return reference;
    }

    private static void refuse(IoSession session, SearchRequest search, String message) {
        LdapResult result = search.getResultResponse().getLdapResult();
        result.setResultCode(ResultCodeEnum.OPERATIONS_ERROR);
        result.setDiagnosticMessage(message + "\0");
        session.write(search.getResultResponse());
    }

    private static String key(int messageId) {
        return "whole-domain-" + messageId;
    }
}
