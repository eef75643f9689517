package org.latchkey.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/**
 * The domain corp.example.com on Samba's Active Directory controllers, with the demo's people. The second controller joins when
 * a test first asks for it.
 */
final class SambaDomain implements AutoCloseable {

    private static final String ADMINISTRATOR = "Administrator%Adm1n-Passw0rd";

    private final Path scripts;
    private final Path work;
    private final SambaController first;
    private final SambaController second;

    private SambaDomain(Path scripts, Path work) {
        this.scripts = scripts;
        this.work = work;
        this.first = new SambaController("dc1", "127.0.0.2", work.resolve("dc1"));
        this.second = new SambaController("dc2", "127.0.0.3", work.resolve("dc2"));
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
        for (SambaController controller : List.of(first, second)) {
            Files.createDirectories(controller.configuration().getParent());
            controller.writeConfiguration(scripts.resolve("smb.conf"));
        }
        Program.run(scripts.resolve("certificates"), work);
        // Debian's own interpreter: no other has Samba's modules.
        Program.run(
                "/usr/bin/python3",
                scripts.resolve("provision.py"),
                first.configuration(),
                first.address(),
                ADMINISTRATOR.split("%", 2)[1]);
        // Provisioning writes it anew, without our settings.
        first.writeConfiguration(scripts.resolve("smb.conf"));
        Program.run("/usr/sbin/samba_spnupdate", "-s", first.configuration());
        modify(SambaPeople.everybody());
        Program.run(
                "samba-tool",
                "domain",
                "exportkeytab",
                "-s",
                first.configuration(),
                "--principal=" + SambaPeople.SERVICE_PRINCIPAL,
                keytab());
    }

    /** Straight into the first controller's database, with its own rights; its server may be running. */
    void modify(Ldif changes) {
        try {
            Path file = Files.writeString(work.resolve("changes.ldif"), changes.toString(), StandardCharsets.US_ASCII);
            Program.run(
                    "ldbmodify",
                    "-H",
                    first.database(),
                    "--configfile=" + first.configuration(),
                    // All in one go: thousands of changes one by one take a hundred times longer.
                    "-o",
                    "batch_mode:1",
                    file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds people who are only looked up. The controller is stopped meanwhile: beside it, this would take many times longer. */
    void addCrowd(int size) {
        first.close();
        modify(SambaPeople.crowd(size));
        first.start();
    }

    /** One attribute of an account as the first controller stores it; empty where it has none. */
    String stored(String account, String attribute) {
        return read(first, SambaPeople.BASE, "(sAMAccountName=" + account + ")", attribute);
    }

    private static String read(SambaController controller, String base, String filter, String attribute) {
        String entries = Program.run(
                "ldbsearch",
                "-H",
                controller.database(),
                "--configfile=" + controller.configuration(),
                "-b",
                base,
                filter,
                attribute);
        // Long lines are folded (RFC 2849).
        return entries.replace("\n ", "")
                .lines()
                .filter(line -> line.startsWith(attribute + ": "))
                .map(line -> line.substring(attribute.length() + 2))
                .findFirst()
                .orElse("");
    }

    /** Who may do what with an entry, in SDDL. */
    String descriptor(String dn) {
        return read(first, dn, "(distinguishedName=" + dn + ")", "nTSecurityDescriptor");
    }

    /** Gives a right, in SDDL, on a part of the tree. */
    void grant(String dn, String right) {
        Program.run(
                "samba-tool",
                "dsacl",
                "set",
                "-s",
                first.configuration(),
                "-H",
                first.database(),
                "--objectdn=" + dn,
                "--sddl=" + right);
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
                ADMINISTRATOR);
        try {
            second.writeConfiguration(scripts.resolve("smb.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program.run("/usr/sbin/samba_spnupdate", "-s", second.configuration());
        Program registered = Program.tried(Map.of(), ControllerRecords.of(second, guid(second)), "nsupdate");
        if (registered.status() != 0) {
            throw new IllegalStateException("the second controller cannot be entered in DNS: " + registered);
        }
    }

    private static String guid(SambaController controller) {
        String name = "CN=NTDS Settings,CN=DC2,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,";
        return read(controller, name + SambaPeople.BASE, "(objectClass=nTDSDSA)", "objectGUID");
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

    private void lock(DemoPerson person) {
        for (int i = 0; i < SambaPeople.LOCKOUT_THRESHOLD; i++) {
            Program.tried(
                    Map.of("KRB5CCNAME", work.resolve("nothing").toString()), "wrong\n", "kinit", person.principal());
        }
    }

    private Program kinit(DemoPerson person, String password) {
        return Program.tried(Map.of(), password + "\n", "kinit", "-c", tickets(person), person.principal());
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
        second.close();
        first.close();
    }
}
