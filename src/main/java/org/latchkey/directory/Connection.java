package org.latchkey.directory;

import java.io.IOException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.SizeLimitExceededException;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.BasicControl;
import javax.naming.ldap.Control;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.PagedResultsControl;
import javax.naming.ldap.PagedResultsResponseControl;
import javax.security.auth.Subject;
import javax.security.sasl.Sasl;
import org.latchkey.config.Secret;

/** One open LDAP connection. One thread at a time. */
final class Connection implements AutoCloseable {

    /** LDAP_SERVER_DOMAIN_SCOPE_OID: no references to the domain's other partitions ([MS-ADTS] 3.1.1.3.4.1.2). */
    static final String DOMAIN_SCOPE = "1.2.840.113556.1.4.1339";

    /** More than these share a name only in a broken directory; servers differ in whether they keep to a limit, so it is cut here. */
    private static final int MOST_ENTRIES = 10;

    /** Controllers give 1,000 at most (MaxPageSize), and one that is asked for half of that answers twice as soon. */
    private static final int PAGE = 500;

    private final LdapContext context;
    private final Controller controller;
    private final Duration timeLimit;
    private Instant used;

    /** @param timeLimit what a controller is told, in whole seconds; the client's own limit is the context's read time-out */
    Connection(LdapContext context, Controller controller, Duration timeLimit, Instant opened) {
        this.context = context;
        this.controller = controller;
        this.timeLimit = timeLimit;
        this.used = opened;
    }

    Controller controller() {
        return controller;
    }

    /** A simple bind on this very connection. */
    void bind(String principal, Secret password) throws NamingException {
        context.addToEnvironment(Context.SECURITY_AUTHENTICATION, "simple");
        context.addToEnvironment(Context.SECURITY_PRINCIPAL, principal);
        context.addToEnvironment(Context.SECURITY_CREDENTIALS, password.reveal());
        // The password has to stay in the context: without it, JNDI would bind again before the next request,
        // anonymously.
        context.reconnect(null);
    }

    /**
     * A SASL bind with a Kerberos ticket on this very connection (RFC 4752). Inside TLS the ticket is bound to the
     * controller's certificate (RFC 5929), which hardened controllers ask for; without TLS all that follows is encrypted.
     *
     * @param who whose ticket; empty where the operating system knows
     */
    void bindWithTicket(Optional<Subject> who) throws NamingException {
        context.addToEnvironment(Context.SECURITY_AUTHENTICATION, "GSSAPI");
        context.addToEnvironment(Sasl.SERVER_AUTH, "true");
        if (controller.tls() == Tls.NONE) {
            context.addToEnvironment(Sasl.QOP, "auth-conf");
        } else {
            context.addToEnvironment(Sasl.QOP, "auth");
            context.addToEnvironment("com.sun.jndi.ldap.tls.cbtype", "tls-server-end-point");
        }
        if (who.isEmpty()) {
            context.reconnect(null);
            return;
        }
        try {
            Subject.doAs(who.get(), (PrivilegedExceptionAction<Boolean>) () -> {
                context.reconnect(null);
                return true;
            });
        } catch (PrivilegedActionException e) {
            throw e.getException() instanceof NamingException failure
                    ? failure
                    : new CommunicationException(String.valueOf(e.getException().getMessage()));
        }
    }

    /** The entry itself, or nothing where it may not be seen. */
    List<Entry> read(String base, String... attributes) throws NamingException {
        return search(SearchControls.OBJECT_SCOPE, base, "(objectClass=*)", List.of(), attributes);
    }

    /**
     * The entries below {@code base}, ten at most.
     *
     * @param filter with {@code {0}}, {@code {1}} … for the arguments, which JNDI escapes
     */
    List<Entry> search(int scope, String base, String filter, List<?> arguments, String... attributes)
            throws NamingException {
        List<Entry> entries = new ArrayList<>();
        try {
            search(entries, base, filter, arguments, controls(scope, MOST_ENTRIES, attributes));
        } catch (PartialResultException | SizeLimitExceededException e) {
            // References to other partitions, which come after the entries and are not followed; or more entries than
            // anybody needs.
            return List.copyOf(entries);
        }
        return List.copyOf(entries);
    }

    private SearchControls controls(int scope, int most, String... attributes) {
        return new SearchControls(scope, most, (int) timeLimit.toMillis(), attributes, false, false);
    }

    private void search(List<Entry> entries, String base, String filter, List<?> arguments, SearchControls controls)
            throws NamingException {
        // As text it would be taken for a composite name, in which quotation marks and slashes mean more.
        NamingEnumeration<SearchResult> results =
                context.search(new LdapName(base), filter, arguments.toArray(), controls);
        try {
            // To the end: JNDI abandons an enumeration that is closed early, and the connection's next request then
            // stalls.
            while (results.hasMore()) {
                SearchResult result = results.next();
                entries.add(new Entry(result.getNameInNamespace(), result.getAttributes()));
            }
        } finally {
            results.close();
        }
    }

    /**
     * A part of many entries.
     *
     * @param next asks for the next part, on this very connection; empty after the last one
     */
    record Page(List<Entry> entries, Optional<Control> next) {}

    /** The first page of a search (RFC 2696); no limit of the controller's on the number of entries cuts it. */
    Page page(EntryQuery query, boolean scoped) throws NamingException {
        return page(query, scoped, paged(new byte[0]));
    }

    /** @param paged of the page before */
    Page page(EntryQuery query, boolean scoped, Control paged) throws NamingException {
        List<Entry> entries = new ArrayList<>();
        String[] attributes = query.attributes().toArray(String[]::new);
        try {
            context.setRequestControls(scoped ? new Control[] {scope(), paged} : new Control[] {paged});
            SearchControls controls = controls(SearchControls.SUBTREE_SCOPE, 0, attributes);
            search(entries, query.base(), query.filter(), query.arguments(), controls);
        } catch (PartialResultException e) {
            // References to other partitions, which are not followed.
            return new Page(List.copyOf(entries), next());
        } finally {
            context.setRequestControls(null);
        }
        return new Page(List.copyOf(entries), next());
    }

    private Optional<Control> next() throws NamingException {
        Control[] controls = context.getResponseControls();
        for (Control control : controls == null ? new Control[0] : controls) {
            if (control instanceof PagedResultsResponseControl response) {
                byte[] cookie = response.getCookie();
                return cookie == null || cookie.length == 0 ? Optional.empty() : Optional.of(paged(cookie));
            }
        }
        return Optional.empty();
    }

    private static Control paged(byte[] cookie) {
        try {
            return new PagedResultsControl(PAGE, cookie, Control.CRITICAL);
        } catch (IOException e) {
            throw new IllegalStateException("a control that cannot be encoded", e);
        }
    }

    /** All pages. */
    List<Entry> all(EntryQuery query, boolean scoped) throws NamingException {
        Page page = page(query, scoped);
        List<Entry> entries = new ArrayList<>(page.entries());
        while (page.next().isPresent()) {
            page = page(query, scoped, page.next().get());
            entries.addAll(page.entries());
        }
        return entries;
    }

    /** Whether searches shall leave out references to the domain's other partitions. */
    void keepToDomain(boolean supported) throws NamingException {
        context.setRequestControls(supported ? new Control[] {scope()} : null);
    }

    private static Control scope() {
        return new BasicControl(DOMAIN_SCOPE, true, null);
    }

    Duration idleAt(Instant now) {
        return Duration.between(used, now);
    }

    void usedAt(Instant now) {
        used = now;
    }

    @Override
    public void close() {
        try {
            context.close();
        } catch (NamingException e) {
            // It is gone, which is what was wanted.
        }
    }
}
