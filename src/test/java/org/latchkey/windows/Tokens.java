package org.latchkey.windows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.latchkey.windows.HttpConnection.Answer;

/** Builds tokens octet by octet, as clients send them; what Kerberos and NTLM carry is for {@code StandInWindows}. */
public final class Tokens {

    static final String SPNEGO = "06062b0601050502";
    public static final String KERBEROS = "06092a864886f712010202";
    static final String MS_KERBEROS = "06092a864882f712010202";
    static final String NTLM = "060a2b06010401823702020a";
    static final String NEGOEX = "060a2b06010401823702021e";

    private Tokens() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /** One element with definite length. */
    static byte[] der(int tag, byte[]... contents) {
        byte[] content = concatenated(contents);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x83);
            out.write(content.length >> 16);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public static byte[] ntlm(int type, String rest) {
        byte[] text = bytes(rest);
        return ByteBuffer.allocate(12 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes("NTLMSSP\0"))
                .putInt(type)
                .put(text)
                .array();
    }

    /** Raw Kerberos with something in place of the AP-REQ. */
    static byte[] kerberos(String content) {
        return der(0x60, hex(KERBEROS), hex("0100"), bytes(content));
    }

    /** NegTokenInit. */
    public static byte[] init(String mechanisms, byte[] mechanismToken) {
        byte[] list = der(0xA0, der(0x30, hex(mechanisms)));
        byte[] token = mechanismToken.length == 0 ? new byte[0] : der(0xA2, der(0x04, mechanismToken));
        return der(0x60, hex(SPNEGO), der(0xA0, der(0x30, list, token)));
    }

    /** NegTokenResp. */
    public static byte[] response(byte[] responseToken) {
        return der(0xA1, der(0x30, der(0xA0, hex("0a0101")), der(0xA2, der(0x04, responseToken))));
    }

    /** KRB-ERROR (RFC 4120, 5.9.1) with this number, from a realm and a service of somebody's invention, and no frame. */
    public static byte[] bareError(int code) {
        byte[] name = der(0x30, hex("a003020102"), der(0xA1, der(0x30, der(0x1B, bytes("<b>evil</b>")))));
        return der(
                0x7E,
                der(
                        0x30,
                        hex("a003020105"),
                        hex("a10302011e"),
                        der(0xA4, der(0x18, bytes("20261122080000Z"))),
                        hex("a503020100"),
                        der(0xA6, der(0x02, new byte[] {(byte) code})),
                        der(0xA9, der(0x1B, bytes("EVIL.EXAMPLE"))),
                        der(0xAA, name),
                        der(0xAB, der(0x1B, bytes("<script>text</script>")))));
    }

    /** As the GSS-API frames it (RFC 4121, 4.1). */
    public static byte[] error(int code) {
        return der(0x60, hex(KERBEROS), hex("0300"), bareError(code));
    }

    /** The Kerberos ticket that {@code StandInWindows} believes. */
    static byte[] ticket(String account) {
        return kerberos("ticket=" + account + ";");
    }

    /** NTLM's last message, Base64, answering the number in the server's challenge. */
    static String third(Answer challenge, String account) {
        String token = challenge.challenges().get(0).split(" ", 3)[1];
        String message = new String(Base64.getDecoder().decode(token), StandardCharsets.ISO_8859_1);
        return base64(ntlm(3, message.substring(12) + "|" + account));
    }
}
