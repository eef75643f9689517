/**
 * Active Directory by LDAP: accounts, their state and attributes, password checks. {@code NamingException} and JNDI types
 * never leave this package. It must not know servlets, sessions or protocols.
 */
@NullMarked
package org.latchkey.directory;

import org.jspecify.annotations.NullMarked;
