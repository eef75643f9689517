package org.latchkey.real;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Changes to a directory, as Samba's tools read them (RFC 2849, but without its version line). Every value goes in Base64, so none needs a look at its letters. */
final class Ldif {

    private final StringBuilder text = new StringBuilder();

    Ldif add(String dn, String... objectClasses) {
        dn(dn).append("changetype: add\n");
        for (String objectClass : objectClasses) {
            with("objectClass", objectClass);
        }
        return this;
    }

    Ldif replace(String dn, String attribute, String value) {
        return modify("replace", dn, attribute, value);
    }

    Ldif addValue(String dn, String attribute, String value) {
        return modify("add", dn, attribute, value);
    }

    Ldif deleteValue(String dn, String attribute, String value) {
        return modify("delete", dn, attribute, value);
    }

    /** @param newName the first part of the DN, as in {@code CN=Gate} */
    Ldif rename(String dn, String newName) {
        dn(dn).append("changetype: modrdn\n")
                .append("newrdn: " + newName + "\n")
                .append("deleteoldrdn: 1\n");
        return this;
    }

    private Ldif modify(String change, String dn, String attribute, String value) {
        dn(dn).append("changetype: modify\n").append(change + ": " + attribute + "\n");
        return with(attribute, value);
    }

    Ldif with(String attribute, @Nullable String value) {
        return value == null ? this : with(attribute, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A password in the only form in which Active Directory takes it ([MS-ADTS] 3.1.1.3.1.5.1). */
    Ldif withPassword(String password) {
        return with("unicodePwd", ('"' + password + '"').getBytes(StandardCharsets.UTF_16LE));
    }

    private Ldif with(String attribute, byte[] value) {
        text.append(attribute)
                .append(":: ")
                .append(Base64.getEncoder().encodeToString(value))
                .append('\n');
        return this;
    }

    private StringBuilder dn(String dn) {
        text.append("\ndn:: ")
                .append(Base64.getEncoder().encodeToString(dn.getBytes(StandardCharsets.UTF_8)))
                .append('\n');
        return text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
