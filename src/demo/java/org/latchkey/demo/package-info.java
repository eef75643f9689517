/**
 * Real parts to try Latchkey by hand ({@code mvn -Pdemo}) and to test it with, all in one process and on the loopback
 * address only: a directory ({@link org.latchkey.demo.DemoDirectory}), a KDC ({@link org.latchkey.demo.DemoKdc}), the
 * people in both ({@link org.latchkey.demo.DemoPeople}), and a stand-in for Freshworks ({@link
 * org.latchkey.demo.FreshworksStandIn}). It must not know the product's classes: it is their other side.
 *
 * <p>A test takes the parts that are shared by the whole process, and starts its own only to disturb them:
 *
 * <pre>{@code
 * DemoDirectory directory = DemoParts.directory();
 * directory.host() "localhost"; ldapPort() (StartTLS), ldapsPort(); trustFile() PEM; base() "DC=corp,DC=example,DC=com"
 * directory.serviceAccount() a UPN; servicePassword()
 * directory.openConnections() now; connectionCount(), bindCount(), bindNames(), searchCount() since the start
 *
 * try (DemoDirectory own = DemoDirectory.start()) {      // about one second
 *     own.add(person); own.delete(person); own.modify(dn, "mail", values...); // no values: attribute removed
 *     own.stopListening(); own.startListening();         // same ports, connections closed
 *     own.dropConnections();                             // as after 15 idle minutes
 *     own.freeze(); own.thaw();                          // takes requests and does not answer
 *     own.requireTls(true);                              // error 8 for a simple bind without TLS
 * }
 *
 * DemoKdc kdc = DemoParts.kdc();                         // also sets java.security.krb5.conf
 * kdc.keytab(), kdc.krb5Conf(), DemoKdc.REALM, DemoKdc.SERVICES
 * DemoTicket ticket = kdc.ticketFor(DemoPeople.ADA);     // or (principal, password) throws LoginException
 * ticket.spnego("HTTP@localhost"), ticket.kerberos("HTTP@localhost")  // Base64, for "Authorization: Negotiate "
 *
 * try (FreshworksStandIn freshworks = FreshworksStandIn.start()) {
 *     freshworks.redirectUri();                          // for the descriptor
 *     freshworks.savePolicy(authorizationUrl, oneLineKey);
 *     List<SilentBrowser.Step> steps = new SilentBrowser(ticket).open(freshworks.login()); // ?shape=A|B, ?state=new|old
 *     freshworks.signIns().get(0).claims();              // or refusal(), with Freshworks' words in shown()
 * }
 *
 * DemoPerson ada = DemoPeople.ADA;                       // account(), mail(), password(), dn(), userPrincipalName(),
 *                                                        // downLevelName(), principal(), objectGuid(), state(), groups()
 * DemoPerson mine = DemoPerson.of("new.comer", "New", "Comer").withMail(null).withState(State.DISABLED);
 * }</pre>
 *
 * <p>Like Active Directory, the directory refuses a bind by error 49 with {@code data 52e} (wrong or unknown), {@code
 * 533} (disabled), {@code 701} (expired), {@code 532} and {@code 773} (password), {@code 775} (locked), takes a bind
 * with an empty password for an anonymous one, refuses to search without a bind (RootDSE apart), ends a search of the
 * whole domain with references, and gives tokenGroups only for a base search that names it.
 */
@NullMarked
package org.latchkey.demo;

import org.jspecify.annotations.NullMarked;
