/**
 * Windows-integrated sign-in: takes Negotiate and NTLM tokens through Waffle's provider interface, by Waffle itself on
 * Windows or by a Kerberos keytab elsewhere. It must not know any protocol, nor the directory beyond account names.
 */
@NullMarked
package org.latchkey.windows;

import org.jspecify.annotations.NullMarked;
