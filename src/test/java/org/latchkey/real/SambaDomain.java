package org.latchkey.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/**
 * The domain corp.example.com on Samba's Active Directory controllers, with the demo's people. The second controller joins when
 * a test first asks for it.
 */
final class SambaDomain implements AutoCloseable {

    private static final String PASSWORD = "Adm1n-Passw0rd";

    /** The second is said of an account that is locked out already. */
    private static final Pattern REFUSED = Pattern.compile("Password incorrect|credentials have been revoked");

    private static final int MOST_TRIES = 50;

    private final Path scripts;
    private final Path work;
    private final SambaController first;
    private final SambaController second;
    private final SambaController other;
    private int crowd;

    private SambaDomain(Path scripts, Path work) {
        this.scripts = scripts;
        this.work = work;
        this.first = new SambaController("dc1", "corp.example.com", "127.0.0.2", work.resolve("dc1"));
        this.other = new SambaController("dc3", "lab.example.com", "127.0.0.7", work.resolve("dc3"));
        this.second = new SambaController("dc2", "corp.example.com", "127.0.0.3", work.resolve("dc2"));
    }

    /** Makes the domain anew. */
    static SambaDomain start(Path scripts, Path work) {
        SambaDomain domain = new SambaDomain(scripts, work);
        try {
            domain.provision();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        domain.first.start();
        // Who is locked out or disabled later got a ticket in time: such people stand at the door, too.
        DemoPeople.all().forEach(domain::fetchTicket);
        domain.modify(SambaPeople.states());
        SambaPeople.lockedOut().forEach(domain::lock);
        return domain;
    }

    private void provision() throws IOException {
        for (SambaController controller : List.of(first, second, other)) {
            Files.createDirectories(controller.configuration().getParent());
            controller.writeConfiguration(scripts.resolve("smb.conf"));
        }
        Program.run(scripts.resolve("certificates"), work);
        first.provision(scripts, PASSWORD);
        modify(SambaPeople.everybody());
        for (String principal : List.of(SambaPeople.SERVICE_PRINCIPAL, SambaPeople.SERVICE_ACCOUNT)) {
            Program.run(
                    "samba-tool",
                    "domain",
                    "exportkeytab",
                    "-s",
                    first.configuration(),
                    "--principal=" + principal,
                    keytab());
        }
    }

    /** On the first controller. */
    void modify(Ldif changes) {
        first.modify(changes);
    }

    /** Adds people who are only looked up. The controller is stopped meanwhile: beside it, this would take many times longer. */
    void addCrowd(int size) {
        if (crowd == size) {
            return;
        }
        first.close();
        modify(SambaPeople.crowd(size));
        first.start();
        crowd = size;
    }

    /** How many of them there are so far. */
    int crowd() {
        return crowd;
    }

    /** One attribute of an account as the first controller stores it; empty where it has none. */
    String stored(String account, String attribute) {
        return first.read(SambaPeople.BASE, "(sAMAccountName=" + account + ")", attribute);
    }

    /** Who may do what with an entry, in SDDL. */
    String descriptor(String dn) {
        return first.read(dn, "(distinguishedName=" + dn + ")", "nTSecurityDescriptor");
    }

    /** Gives a right, in SDDL, on a part of the tree. */
    void grant(String dn, String right) {
        first.tool("dsacl", "set", "--objectdn=" + dn, "--sddl=" + right);
    }

    SambaController first() {
        return first;
    }

    /** Joined to the domain and running. */
    SambaController second() {
        if (!Files.exists(second.database())) {
            join();
        }
        if (!second.isRunning()) {
            second.start();
        }
        return second;
    }

    /** The only controller of a forest of its own, lab.example.com, which nobody trusts. Running. */
    SambaController other() {
        if (!Files.exists(other.database())) {
            try {
                other.provision(scripts, PASSWORD);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            other.modify(SambaPeople.ofOther());
        }
        if (!other.isRunning()) {
            other.start();
        }
        return other;
    }

    private void join() {
        Program.run(
                "samba-tool",
                "domain",
                "join",
                "corp.example.com",
                "DC",
                "-s",
                second.configuration(),
                "--server=" + first.host(),
                "--dns-backend=SAMBA_INTERNAL",
                "-U",
                "Administrator%" + PASSWORD);
        try {
            second.writeConfiguration(scripts.resolve("smb.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program.run("/usr/sbin/samba_spnupdate", "-s", second.configuration());
        register(ControllerRecords.of(second, guid(second)));
    }

    /** Enters records in DNS. */
    void register(String commands) {
        Program registered = Program.tried(Map.of(), commands, "nsupdate");
        if (registered.status() != 0) {
            throw new IllegalStateException("the controller cannot be entered in DNS: " + registered);
        }
    }

    private static String guid(SambaController controller) {
        String name = "CN=NTDS Settings,CN=DC2,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,";
        return controller.read(name + SambaPeople.BASE, "(objectClass=nTDSDSA)", "objectGUID");
    }

    /** Where the ticket of a person lies, as after the log-on to a computer. */
    Path tickets(DemoPerson person) {
        return work.resolve("tickets-" + person.account());
    }

    private void fetchTicket(DemoPerson person) {
        Program in = kinit(person, person.password());
        if (in.status() != 0) {
            throw new IllegalStateException(person.account() + " gets no ticket: " + in);
        }
        Program.run("kvno", "-q", "-c", tickets(person), SambaPeople.SERVICE_PRINCIPAL);
    }

    /** Only what the controller refuses counts there; a try that it did not answer in time may not have reached it. */
    private void lock(DemoPerson person) {
        int tries = 0;
        for (int refused = 0; refused < SambaPeople.LOCKOUT_THRESHOLD; tries++) {
            Program kinit = Program.tried(
                    Map.of("KRB5CCNAME", work.resolve("nothing").toString()), "wrong\n", "kinit", person.principal());
            if (REFUSED.matcher(kinit.output()).find()) {
                refused++;
            } else if (tries >= MOST_TRIES) {
                throw new IllegalStateException(person.account() + " cannot be locked out: " + kinit);
            }
        }
    }

    private Program kinit(DemoPerson person, String password) {
        return Program.tried(Map.of(), password + "\n", "kinit", "-c", tickets(person), person.principal());
    }

    String administratorPassword() {
        return PASSWORD;
    }

    Path work() {
        return work;
    }

    Path authority() {
        return work.resolve("ca.pem");
    }

    /** A client that trusts the domain's authority. */
    HttpClient httpClient() {
        try (InputStream in = Files.newInputStream(authority())) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(tls).build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Path keytab() {
        return work.resolve("latchkey.keytab");
    }

    @Override
    public void close() {
        other.close();
        second.close();
        first.close();
    }
}
