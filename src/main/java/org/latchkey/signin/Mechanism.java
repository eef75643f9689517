package org.latchkey.signin;

/** How somebody proved who he is: what was really used, never guessed from the header's scheme. */
public enum Mechanism {
    KERBEROS,
    NTLM,
    PASSWORD
}
