package com.sun.jna.platform.win32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The operating system's side of a handshake: it believes its own kind of tokens, and counts what is open, so that a handle
 * which is forgotten or freed twice is noticed.
 *
 * <p>Its NTLM messages have NTLM's signature and type; message 2 and 3 go on with {@code number} and
 * {@code number|DOMAIN\name}. Its Kerberos ticket is {@code ticket=DOMAIN\name;} anywhere in the token.
 */
public final class StandInWindows {

    /** As JNA's own instances, one for the process. */
    public static final StandInWindows INSTANCE = new StandInWindows();

    /** The password of this account is not accepted. */
    public static final String DENIED = "CORP\\denied";

    private static final String NTLM = "NTLMSSP\0";

    private final Map<Long, Context> contexts = new TreeMap<>();
    private final Map<Long, String> tokens = new TreeMap<>();
    private final Set<Long> credentials = new HashSet<>();
    private int buffers;
    private long last = 1000;
    private boolean silent;

    /** One leg's result: status, the context's handle (0 for none), the token to send, a character for an octet. */
    record Leg(int status, long context, String answer) {}

    private record Context(String securityPackage, String account) {}

    /** An account as the logon knows it. */
    record Logon(String name, String sid, List<String> groups) {}

    private StandInWindows() {}

    /** How many handles and buffers are open. */
    public synchronized int open() {
        return contexts.size() + tokens.size() + credentials.size() + buffers;
    }

    /** Whether the package of a handshake is told from now on. */
    public synchronized void tellsPackage(boolean tells) {
        silent = !tells;
    }

    synchronized long acquireCredential() {
        credentials.add(++last);
        return last;
    }

    synchronized int freeCredential(long handle) {
        return credentials.remove(handle) ? WinError.SEC_E_OK : WinError.SEC_E_INVALID_HANDLE;
    }

    synchronized Leg accept(long existing, byte[] token) {
        String text = new String(token, StandardCharsets.ISO_8859_1);
        int ntlm = text.indexOf(NTLM);
        if (ntlm >= 0) {
            int type = ByteBuffer.wrap(token).order(ByteOrder.LITTLE_ENDIAN).getInt(ntlm + NTLM.length());
            return type == 1 ? challenge(existing) : answer(existing, text.substring(ntlm + NTLM.length() + 4));
        }
        int ticket = text.indexOf("ticket=");
        if (ticket < 0) {
            return failed(WinError.SEC_E_INVALID_TOKEN);
        }
        return established(existing, "Kerberos", text.substring(ticket + 7, text.indexOf(';', ticket)));
    }

    private Leg challenge(long existing) {
        if (existing != 0) {
            return failed(WinError.SEC_E_INVALID_TOKEN);
        }
        contexts.put(++last, new Context("NTLM", ""));
        return new Leg(WinError.SEC_I_CONTINUE_NEEDED, last, NTLM + "\2\0\0\0" + last);
    }

    private Leg answer(long existing, String text) {
        String[] parts = text.split("\\|", 2);
        if (!contexts.containsKey(existing) || !parts[0].equals(Long.toString(existing)) || parts[1].equals(DENIED)) {
            return failed(WinError.SEC_E_LOGON_DENIED);
        }
        return established(existing, "NTLM", parts[1]);
    }

    private Leg established(long existing, String securityPackage, String account) {
        long handle = existing == 0 ? ++last : existing;
        contexts.put(handle, new Context(securityPackage, account));
        String answer = securityPackage.equals("NTLM") ? "" : "proof";
        return new Leg(WinError.SEC_E_OK, handle, answer);
    }

    private static Leg failed(int status) {
        return new Leg(status, 0, "");
    }

    synchronized int deleteContext(long handle) {
        return contexts.remove(handle) != null ? WinError.SEC_E_OK : WinError.SEC_E_INVALID_HANDLE;
    }

    synchronized long openToken(long context) {
        if (!contexts.containsKey(context)) {
            return 0;
        }
        tokens.put(++last, contexts.get(context).account());
        return last;
    }

    synchronized boolean closeToken(long handle) {
        return tokens.remove(handle) != null;
    }

    synchronized String packageOf(long context) {
        return silent || !contexts.containsKey(context)
                ? ""
                : contexts.get(context).securityPackage();
    }

    synchronized void allocateBuffer() {
        buffers++;
    }

    synchronized int freeBuffer() {
        buffers--;
        return WinError.SEC_E_OK;
    }

    synchronized Logon logon(long token) {
        String name = tokens.get(token);
        return switch (name) {
            case "CORP\\Guest" -> new Logon(name, "S-1-5-21-11-22-33-501", List.of());
            case "NT AUTHORITY\\ANONYMOUS LOGON" -> new Logon(name, "S-1-5-7", List.of());
            case "SERVER\\visitor" -> new Logon(name, "S-1-5-21-44-55-66-1001", List.of("S-1-5-32-546"));
            case "CORP\\trainee" -> new Logon(name, "S-1-5-21-11-22-33-1300", List.of("S-1-5-21-11-22-33-514"));
            default -> new Logon(name, "S-1-5-21-11-22-33-1104", List.of("S-1-5-21-11-22-33-513"));
        };
    }
}
