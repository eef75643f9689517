package org.latchkey.real;

import java.util.List;

/** What a domain controller enters in DNS, as commands to nsupdate ([MS-ADTS] 6.3.2.3). */
final class ControllerRecords {

    private static final String DOMAIN = "corp.example.com";
    private static final String SITE = "Default-First-Site-Name._sites";
    private static final List<String> SERVICES = List.of(
            "_ldap._tcp 389",
            "_ldap._tcp." + SITE + " 389",
            "_ldap._tcp.dc._msdcs 389",
            "_ldap._tcp." + SITE + ".dc._msdcs 389",
            "_ldap._tcp.gc._msdcs 3268",
            "_gc._tcp 3268",
            "_kerberos._tcp 88",
            "_kerberos._udp 88",
            "_kerberos._tcp.dc._msdcs 88");

    private ControllerRecords() {}

    static String of(SambaController controller, String guid) {
        String host = controller.host();
        StringBuilder text = new StringBuilder("server 127.0.0.2\n");
        for (String name : List.of(host, DOMAIN, "gc._msdcs." + DOMAIN)) {
            text.append("update add " + name + ". 900 A " + controller.address() + "\nsend\n");
        }
        text.append("update add " + guid + "._msdcs." + DOMAIN + ". 900 CNAME " + host + ".\nsend\n");
        for (String service : SERVICES) {
            String[] words = service.split(" ", 2);
            text.append("update add %s.%s. 900 SRV 0 100 %s %s.%nsend%n".formatted(words[0], DOMAIN, words[1], host));
        }
        return text.toString();
    }

    /** As a controller of that site enters itself. */
    static String inSite(SambaController controller, String site) {
        return "server 127.0.0.2%nupdate add _ldap._tcp.%s._sites.dc._msdcs.%s. 900 SRV 0 100 389 %s.%nsend%n"
                .formatted(site, DOMAIN, controller.host());
    }
}
