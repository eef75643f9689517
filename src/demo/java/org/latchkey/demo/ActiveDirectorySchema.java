package org.latchkey.demo;

import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.util.Objects;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.LdapComparator;
import org.apache.directory.api.ldap.model.schema.ObjectClass;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.api.ldap.model.schema.comparators.NormalizingComparator;
import org.apache.directory.api.ldap.model.schema.parsers.OpenLdapSchemaParser;
import org.apache.directory.api.ldap.schema.loader.JarLdifSchemaLoader;
import org.apache.directory.api.ldap.schema.manager.impl.DefaultSchemaManager;

/** Standard schemas plus {@code active-directory.schema}, read into memory. */
final class ActiveDirectorySchema {
    private ActiveDirectorySchema() {}

    static SchemaManager load() throws LdapException, IOException, ParseException {
        SchemaManager schema = new DefaultSchemaManager(new JarLdifSchemaLoader());
        schema.loadAllEnabled();
        for (LdapComparator<?> comparator : schema.getComparatorRegistry()) {
            if (comparator instanceof NormalizingComparator normalizing) {
                normalizing.setOnServer();
            }
        }
        letPersonsHaveNoSurname(schema);
        addDefinitions(schema);
        if (!schema.getErrors().isEmpty()) {
            throw new IllegalStateException("schema: " + schema.getErrors());
        }
        return schema;
    }

    /** RFC 4519 demands sn of every person; Active Directory does not, and accounts made by scripts often lack it. */
    private static void letPersonsHaveNoSurname(SchemaManager schema) throws LdapException {
        ObjectClass person = schema.lookupObjectClassRegistry("person");
        // By name too: the registries resolve the names again whenever they are rebuilt.
        person.getMustAttributeTypeOids()
                .removeIf(name -> name.equals("sn") || name.equals("surname") || name.equals("2.5.4.4"));
        person.getMustAttributeTypes().removeIf(required -> required.getOid().equals("2.5.4.4"));
        person.getMayAttributeTypeOids().add("sn");
        person.getMayAttributeTypes().add(schema.lookupAttributeTypeRegistry("sn"));
    }

    private static void addDefinitions(SchemaManager schema) throws LdapException, IOException, ParseException {
        OpenLdapSchemaParser parser = new OpenLdapSchemaParser();
        try (InputStream in =
                Objects.requireNonNull(ActiveDirectorySchema.class.getResourceAsStream("active-directory.schema"))) {
            parser.parse(in);
        }
        // Relaxed: otherwise each addition copies and checks all the registries, which takes seconds.
        schema.setRelaxed();
        for (AttributeType attribute : parser.getAttributeTypes()) {
            attribute.setSchemaName("other");
            schema.add(attribute);
        }
        for (ObjectClass objectClass : parser.getObjectClasses()) {
            objectClass.setSchemaName("other");
            schema.add(objectClass);
        }
        schema.setStrict();
    }
}
