package org.latchkey.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.DirectoryService;

/**
 * A directory that looks like an Active Directory, in this process and on this machine's loopback address only:
 * ApacheDS with Microsoft's attributes, {@link DemoPeople} as its users, LDAP with StartTLS, and LDAPS. Nothing of it
 * outlives {@link #close}.
 *
 * <p>What ApacheDS cannot do is imitated in {@link ActiveDirectoryBind} and {@link ActiveDirectorySearch}. What nobody
 * here imitates: the bit-and and in-chain matching rules, signing and sealing, DNS.
 */
public final class DemoDirectory implements AutoCloseable {
    /** The domain's naming context. */
    public static final String BASE = "DC=corp,DC=example,DC=com";

    /** A fine-grained password policy, which holds for nobody unless a person's {@code msDS-ResultantPSO} is set to it. */
    public static final String STRICT_POLICY = "CN=Strict,CN=Password Settings Container,CN=System," + BASE;

    static final String SERVICE_ACCOUNT_DN = "CN=svc-latchkey,OU=Service Accounts," + BASE;
    static final String SERVICE_PASSWORD = "Reads-Only-1";

    private static final Logger QUIET = Logger.getLogger("org.apache.directory");

    private final DemoDomain domain;
    private final TemporaryDirectory work;
    private final ServerCertificate certificate;
    private final DirectoryService service;
    private final ActiveDirectoryEntries entries;
    private final LdapListener listener;
    private final ActiveDirectoryBind binds;
    private final LdapTraffic traffic = new LdapTraffic();

    private DemoDirectory(TemporaryDirectory work, DemoDomain domain) throws Exception {
        this.domain = domain;
        this.binds = new ActiveDirectoryBind(domain);
        this.work = work;
        this.certificate = ServerCertificate.create(work);
        SchemaManager schema = ActiveDirectorySchema.load();
        this.entries = new ActiveDirectoryEntries(schema, domain);
        this.service = DomainService.start(work, schema, domain);
        fill();
        this.listener = new LdapListener(service, domain, certificate.keyManagers(), binds, traffic);
    }

    /** Starts a directory with all of {@link DemoPeople} in it, within about two seconds. */
    public static DemoDirectory start() {
        return start(DemoDomain.CORP);
    }

    /** Starts another domain, with people and groups of the same names. */
    public static DemoDirectory start(DemoDomain domain) {
        QUIET.setLevel(Level.SEVERE);
        TemporaryDirectory work = TemporaryDirectory.create("directory");
        try {
            return new DemoDirectory(work, domain);
        } catch (Exception | LinkageError e) {
            work.close();
            throw new IllegalStateException("the demo directory does not start", e);
        }
    }

    /** The name that the server's certificate holds. */
    public String host() {
        return "localhost";
    }

    /** The port for LDAP, with StartTLS on request. */
    public int ldapPort() {
        return listener.ldapPort();
    }

    public int ldapsPort() {
        return listener.ldapsPort();
    }

    /** The server's certificate, to be trusted: a PEM file. */
    public Path trustFile() {
        return certificate.pem();
    }

    public String base() {
        return domain.base();
    }

    /** An account that may read everything, as a UPN; {@code CORP\svc-latchkey} and its DN serve as well. */
    public String serviceAccount() {
        return "svc-latchkey@" + domain.dnsName();
    }

    public String servicePassword() {
        return SERVICE_PASSWORD;
    }

    public void add(DemoPerson person) {
        try {
            service.getAdminSession().add(entries.person(person));
        } catch (LdapException e) {
            throw new IllegalArgumentException("cannot add " + person.account(), e);
        }
    }

    public void delete(DemoPerson person) {
        try {
            service.getAdminSession().delete(new Dn(service.getSchemaManager(), domain.moved(person.dn())));
        } catch (LdapException e) {
            throw new IllegalArgumentException("cannot delete " + person.account(), e);
        }
    }

    public void add(DemoGroup group) {
        try {
            service.getAdminSession().add(entries.group(group));
        } catch (LdapException e) {
            throw new IllegalArgumentException("cannot add " + group.name(), e);
        }
    }

    /** Takes a group away, for all that clients can see: ApacheDS fails to delete it. */
    public void hide(DemoGroup group) {
        modify(group.dn(), "sAMAccountName", "gone " + group.name());
        modify(group.dn(), binary("objectSid", DemoGroup.objectSid("gone " + group.name())));
    }

    private DefaultAttribute binary(String attribute, byte[] value) {
        try {
            return new DefaultAttribute(service.getSchemaManager().lookupAttributeTypeRegistry(attribute), value);
        } catch (LdapException e) {
            throw new IllegalArgumentException("no attribute " + attribute, e);
        }
    }

    /** Replaces an attribute's values, or removes the attribute when there are none. */
    public void modify(String dn, String attribute, String... values) {
        try {
            modify(dn, new DefaultAttribute(service.getSchemaManager().lookupAttributeTypeRegistry(attribute), values));
        } catch (LdapException e) {
            throw new IllegalArgumentException("no attribute " + attribute, e);
        }
    }

    private void modify(String dn, DefaultAttribute attribute) {
        try {
            service.getAdminSession()
                    .modify(
                            new Dn(service.getSchemaManager(), domain.moved(dn)),
                            new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, attribute));
        } catch (LdapException e) {
            throw new IllegalArgumentException("cannot modify " + attribute.getUpId() + " of " + dn, e);
        }
    }

    /** Whether simple binds without TLS are refused, as hardened controllers do (default: no). */
    public void requireTls(boolean required) {
        binds.requireTls(required);
    }

    /** Closes both ports and every connection, as a controller that is shut down. */
    public void stopListening() {
        listener.pause();
    }

    /** Opens the same ports again. */
    public void startListening() {
        try {
            listener.resume();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes every connection from the server's side, as Active Directory does after 15 idle minutes. */
    public void dropConnections() {
        listener.dropConnections();
    }

    /** From now on takes connections and requests, and answers none, until {@link #thaw}. */
    public void freeze() {
        traffic.freeze(true);
    }

    /** Answers again what arrives from now on; requests that arrived while frozen stay unanswered. */
    public void thaw() {
        traffic.freeze(false);
    }

    /** Connections that are open now. */
    public int openConnections() {
        return listener.openConnections();
    }

    /** Connections opened since the start, whether or not they are still open. */
    public int connectionCount() {
        return traffic.connections();
    }

    /** Bind requests that arrived since the start, whether or not they succeeded. */
    public int bindCount() {
        return traffic.bindNames().size();
    }

    /** The names of those bind requests, in their order and as they were sent. */
    public List<String> bindNames() {
        return traffic.bindNames();
    }

    /** Search requests that arrived since the start. */
    public int searchCount() {
        return traffic.searches();
    }

    @Override
    public void close() {
        try {
            listener.stop();
            service.shutdown();
        } catch (Exception e) {
            throw new IllegalStateException("the demo directory does not stop", e);
        } finally {
            work.close();
        }
    }

    private void fill() throws LdapException {
        for (Entry entry : entries.containers()) {
            service.getAdminSession().add(entry);
        }
        for (DemoGroup group : DemoGroup.all()) {
            service.getAdminSession().add(entries.group(group));
        }
        service.getAdminSession().add(entries.serviceAccount());
        DemoPeople.all().forEach(this::add);
    }
}
