package org.latchkey.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.naming.AuthenticationException;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoDirectoryTest {
    private final DemoDirectory directory = DemoParts.directory();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "svc-latchkey@corp.example.com",
                "CORP\\svc-latchkey",
                "svc-latchkey@CORP",
                "CN=svc-latchkey,OU=Service Accounts,DC=corp,DC=example,DC=com"
            })
    void bindWhenLdapsAndAnyOfActiveDirectorysNameFormsThenSearches(String name) throws Exception {
        LdapContext context = ldaps(directory, name, directory.servicePassword());

        Attributes ada = find(context, "OU=People," + directory.base(), "(sAMAccountName={0})", "ada")
                .get(0);

        assertThat(ada.get("objectGUID").get()).isEqualTo(DemoPerson.guidBytes(DemoPeople.ADA.objectGuid()));
        assertThat((byte[]) ada.get("objectSid").get())
                .startsWith(1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0)
                .hasSize(28);
        assertThat(ada.get("mail").get()).isEqualTo("ada@corp.example.com");
        assertThat(ada.get("tokenGroups")).isNull();
        context.close();
    }

    @Test
    void startTlsWhenBoundThenReadsNamesOutsideAscii() throws Exception {
        LdapContext context = context("ldap://localhost:" + directory.ldapPort());
        StartTlsResponse tls = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
        tls.negotiate(TrustedSocketFactory.of(directory));
        context.addToEnvironment(Context.SECURITY_PRINCIPAL, directory.serviceAccount());
        context.addToEnvironment(Context.SECURITY_CREDENTIALS, directory.servicePassword());

        Attributes zoe = find(
                        context,
                        "OU=People," + directory.base(),
                        "(userPrincipalName={0})",
                        "zoe.angstrom@corp.example.com")
                .get(0);

        assertThat(zoe.get("displayName").get()).isEqualTo("Zoë Ångström");
        tls.close();
        context.close();
    }

    @Test
    void rootDseWhenNotBoundThenNamesTheDomain() throws Exception {
        LdapContext context = context("ldap://localhost:" + directory.ldapPort());

        Attributes rootDse = context.getAttributes("", new String[] {"defaultNamingContext"});

        assertThat(rootDse.get("defaultNamingContext").get()).isEqualTo(directory.base());
        context.close();
    }

    @Test
    void searchWhenNotBoundThenOperationsError() throws Exception {
        LdapContext context = context("ldap://localhost:" + directory.ldapPort());

        assertThatThrownBy(() -> find(context, directory.base(), "(sAMAccountName={0})", "ada"))
                .isInstanceOf(NamingException.class)
                .hasMessageContaining("error code 1 ")
                .hasMessageContaining("000004DC");
        context.close();
    }

    @Test
    void searchWhenOfWholeDomainThenEntryAndReferences() throws Exception {
        LdapContext context = service(directory);
        var found = context.search(directory.base(), "(sAMAccountName={0})", new Object[] {"ada"}, subtree());

        assertThat(found.hasMore()).isTrue();
        assertThat(found.next().getNameInNamespace()).isEqualTo("CN=Ada Lovelace,OU=People,DC=corp,DC=example,DC=com");
        assertThatThrownBy(found::hasMore).isInstanceOf(PartialResultException.class);
        context.close();
    }

    @Test
    void crossRefWhenReadThenTellsNetbiosName() throws Exception {
        LdapContext context = service(directory);

        Attributes corp = find(
                        context, "CN=Partitions,CN=Configuration," + directory.base(), "(nCName={0})", directory.base())
                .get(0);

        assertThat(corp.get("nETBIOSName").get()).isEqualTo("CORP");
        context.close();
    }

    @Test
    void tokenGroupsWhenReadOfOneEntryThenNestedAndPrimary() throws Exception {
        LdapContext context = service(directory);

        Attribute ada = tokenGroups(context, DemoPeople.ADA);
        Attribute beatrice = tokenGroups(context, DemoPeople.BEATRICE);

        assertThat(values(ada)).contains(DemoGroup.objectSid("All Staff"), DemoPerson.domainSid(513));
        assertThat(beatrice.size()).isEqualTo(DemoGroup.PROJECTS + 4);
        assertThatThrownBy(() ->
                        find(context, "OU=People," + directory.base(), "(sAMAccountName={0})", "ada", "tokenGroups"))
                .hasMessageContaining("error code 1 ");
        context.close();
    }

    @Test
    void entriesWhenNamesNeedEscapingThenReadBack() throws Exception {
        LdapContext context = service(directory);

        for (DemoPerson person : DemoPeople.all()) {
            List<Attributes> found =
                    find(context, "OU=People," + directory.base(), "(sAMAccountName={0})", person.account());

            assertThat(found).as(person.account()).hasSize(1);
            assertThat(found.get(0).get("cn").get()).isEqualTo(person.commonName());
            assertThat(context.getAttributes(new javax.naming.ldap.LdapName(person.dn()))
                            .get("userPrincipalName")
                            .get())
                    .isEqualTo(person.userPrincipalName());
        }
        context.close();
    }

    @ParameterizedTest
    @CsvSource({"dennis, 533", "eve, 701", "louis, 775", "marie, 773", "peter, 532", "nocturne, 530", "frontdesk, 531"})
    void bindWhenAccountMayNotSignInThenSubCode(String account, String subCode) {
        DemoPerson person = DemoPeople.all().stream()
                .filter(p -> p.account().equals(account))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> ldaps(directory, person.userPrincipalName(), person.password()))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("[LDAP: error code 49 - 80090308: LdapErr: ")
                .hasMessageContaining("AcceptSecurityContext error, data " + subCode + ", v1db1\0");
    }

    @Test
    void bindWhenWrongPasswordThen52eAndOnlyLockedAccountsSayMore() {
        assertThatThrownBy(() -> ldaps(directory, "CORP\\ada", "wrong")).hasMessageContaining("data 52e");
        assertThatThrownBy(() -> ldaps(directory, "CORP\\nobody", "wrong")).hasMessageContaining("data 52e");
        assertThatThrownBy(() -> ldaps(directory, "ada", DemoPeople.ADA.password()))
                .hasMessageContaining("data 52e");
        assertThatThrownBy(() -> ldaps(directory, "CORP\\dennis", "wrong")).hasMessageContaining("data 52e");
        assertThatThrownBy(() -> ldaps(directory, "CORP\\louis", "wrong")).hasMessageContaining("data 775");
    }

    @Test
    void bindWhenPasswordOutsideAsciiThenAccepted() throws Exception {
        ldaps(directory, DemoPeople.ZOE.downLevelName(), DemoPeople.ZOE.password())
                .close();
        ldaps(directory, DemoPeople.SEAN.userPrincipalName(), DemoPeople.SEAN.password())
                .close();
        ldaps(directory, DemoPeople.GRACE.dn(), DemoPeople.GRACE.password()).close();
    }

    @Test
    void hiddenPersonWhenReadThenStateIsAbsent() throws Exception {
        LdapContext context = service(directory);

        Attributes hedy = find(context, "OU=People," + directory.base(), "(sAMAccountName={0})", "hedy")
                .get(0);

        assertThat(hedy.get("mail")).isNotNull();
        assertThat(hedy.get("userAccountControl")).isNull();
        context.close();
    }

    @Test
    void ownDirectoryWhenDisturbedThenCountsAndComesBack() throws Exception {
        try (DemoDirectory own = DemoDirectory.start()) {
            LdapContext first = service(own);
            find(first, own.base(), "(sAMAccountName={0})", "ada");
            assertThat(own.openConnections()).isEqualTo(1);
            assertThat(own.bindNames()).containsExactly(own.serviceAccount());
            assertThat(own.searchCount()).isEqualTo(1);

            own.dropConnections();
            assertThatThrownBy(() -> find(first, own.base(), "(sAMAccountName={0})", "ada"))
                    .isInstanceOf(NamingException.class);
            assertThat(own.openConnections()).isZero();

            own.stopListening();
            assertThatThrownBy(() -> service(own)).isInstanceOf(NamingException.class);
            own.startListening();
            own.modify(DemoPeople.ADA.dn(), "mail", "countess@corp.example.com");
            own.modify(DemoPeople.ALAN.dn(), "title");
            own.add(DemoPerson.of("new.comer", "New", "Comer"));
            LdapContext second = service(own);
            assertThat(find(second, own.base(), "(mail={0})", "countess@corp.example.com"))
                    .hasSize(1);
            assertThat(find(second, own.base(), "(sAMAccountName={0})", "alan")
                            .get(0)
                            .get("title"))
                    .isNull();
            assertThat(find(second, own.base(), "(sAMAccountName={0})", "new.comer"))
                    .hasSize(1);
            assertThat(own.connectionCount()).isEqualTo(2);

            own.requireTls(true);
            assertThatThrownBy(() ->
                            bound("ldap://localhost:" + own.ldapPort(), own.serviceAccount(), own.servicePassword()))
                    .hasMessageContaining("error code 8 ");
            own.freeze();
            Properties impatient =
                    environment("ldaps://localhost:" + own.ldapsPort(), own.serviceAccount(), own.servicePassword());
            impatient.put("com.sun.jndi.ldap.read.timeout", "1000");
            assertThatThrownBy(() -> new InitialLdapContext(impatient, null)).isInstanceOf(NamingException.class);
            own.thaw();
            service(own).close();
        }
    }

    private static LdapContext service(DemoDirectory directory) throws NamingException {
        return ldaps(directory, directory.serviceAccount(), directory.servicePassword());
    }

    private static LdapContext ldaps(DemoDirectory directory, String name, String password) throws NamingException {
        TrustedSocketFactory.trust(directory);
        return bound("ldaps://localhost:" + directory.ldapsPort(), name, password);
    }

    private static LdapContext bound(String url, String name, String password) throws NamingException {
        return new InitialLdapContext(environment(url, name, password), null);
    }

    private static Properties environment(String url, String name, String password) {
        Properties environment = environment(url);
        environment.put(Context.SECURITY_AUTHENTICATION, "simple");
        environment.put(Context.SECURITY_PRINCIPAL, name);
        environment.put(Context.SECURITY_CREDENTIALS, password);
        return environment;
    }

    private static LdapContext context(String url) throws NamingException {
        return new InitialLdapContext(environment(url), null);
    }

    private static Properties environment(String url) {
        Properties environment = new Properties();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, url);
        environment.put("java.naming.ldap.attributes.binary", "objectGUID objectSid tokenGroups");
        environment.put("com.sun.jndi.ldap.connect.timeout", "30000");
        environment.put("com.sun.jndi.ldap.read.timeout", "30000");
        if (url.startsWith("ldaps:")) {
            environment.put("java.naming.ldap.factory.socket", TrustedSocketFactory.class.getName());
        }
        return environment;
    }

    private static SearchControls subtree(String... attributes) {
        SearchControls controls = new SearchControls();
        controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
        if (attributes.length > 0) {
            controls.setReturningAttributes(attributes);
        }
        return controls;
    }

    private static List<Attributes> find(
            LdapContext context, String base, String filter, String argument, String... attributes)
            throws NamingException {
        List<Attributes> found = new ArrayList<>();
        var results = context.search(base, filter, new Object[] {argument}, subtree(attributes));
        try {
            while (results.hasMore()) {
                SearchResult result = results.next();
                found.add(result.getAttributes());
            }
        } catch (PartialResultException e) {
            // The references to the domain's other partitions.
        }
        return found;
    }

    private static Attribute tokenGroups(LdapContext context, DemoPerson person) throws NamingException {
        return context.getAttributes(new javax.naming.ldap.LdapName(person.dn()), new String[] {"tokenGroups"})
                .get("tokenGroups");
    }

    private static List<byte[]> values(Attribute attribute) throws NamingException {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < attribute.size(); i++) {
            values.add((byte[]) attribute.get(i));
        }
        return values;
    }
}
