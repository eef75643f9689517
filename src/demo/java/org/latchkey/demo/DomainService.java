package org.latchkey.demo;

import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.DefaultDirectoryService;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.InstanceLayout;
import org.apache.directory.server.core.api.entry.ClonedServerEntry;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.api.schema.SchemaPartition;
import org.apache.directory.server.core.partition.impl.avl.AvlPartition;
import org.apache.directory.server.xdbm.impl.avl.AvlIndex;

/**
 * ApacheDS with everything in memory: its own partitions, the domain's, and the names that Active Directory's RootDSE
 * tells.
 */
final class DomainService {
    private DomainService() {}

    static DirectoryService start(TemporaryDirectory work, SchemaManager schema, DemoDomain domain) throws Exception {
        DirectoryService service = new DefaultDirectoryService();
        service.setInstanceId("corp");
        service.setShutdownHookEnabled(false);
        service.setAllowAnonymousAccess(false);
        service.getChangeLog().setEnabled(false);
        service.setInstanceLayout(new InstanceLayout(work.path().toFile()));
        service.setSchemaManager(schema);
        SchemaPartition schemaPartition = new SchemaPartition(schema);
        schemaPartition.setWrappedPartition(partition(service, work, "schema", "ou=schema"));
        service.setSchemaPartition(schemaPartition);
        service.setSystemPartition(partition(service, work, "system", "ou=system"));
        service.startup();
        AvlPartition corp = partition(service, work, "corp", domain.base());
        corp.setIndexedAttributes(Set.of(
                new AvlIndex<String>("sAMAccountName", false),
                new AvlIndex<String>("userPrincipalName", false),
                new AvlIndex<byte[]>("objectGUID", false)));
        corp.initialize();
        service.addPartition(corp);
        publishNamingContexts(service, domain);
        return service;
    }

    private static AvlPartition partition(DirectoryService service, TemporaryDirectory work, String id, String suffix)
            throws LdapException {
        AvlPartition partition = new AvlPartition(service.getSchemaManager(), service.getDnFactory());
        partition.setId(id);
        partition.setSuffixDn(new Dn(service.getSchemaManager(), suffix));
        partition.setPartitionPath(work.resolve(id).toUri());
        return partition;
    }

    /** The nexus has no way to add to the RootDSE but the very entry that it hands out for a look-up. */
    private static void publishNamingContexts(DirectoryService service, DemoDomain domain) throws LdapException {
        LookupOperationContext rootDse = new LookupOperationContext(service.getAdminSession(), Dn.ROOT_DSE);
        Entry published = ((ClonedServerEntry) service.getPartitionNexus().lookup(rootDse)).getOriginalEntry();
        published.add("defaultNamingContext", domain.base());
        published.add("rootDomainNamingContext", domain.base());
        published.add("configurationNamingContext", "CN=Configuration," + domain.base());
        published.add("dNSHostName", "dc1." + domain.dnsName());
    }
}
