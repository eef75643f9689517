package org.latchkey.directory;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows the SRV records of a domain and those of its sites (RFC 1035, RFC 2782); any other name is none. */
final class DnsServer implements AutoCloseable {

    private static final Pattern OF_SITE = Pattern.compile("^_ldap\\._tcp\\.([^.]+)\\._sites\\.dc\\._msdcs\\.");

    private final DatagramSocket socket;
    private final Set<Integer> questions = ConcurrentHashMap.newKeySet();
    private final Map<String, List<ServiceRecord>> sites = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Set<String> failingSites = ConcurrentHashMap.newKeySet();
    private volatile List<ServiceRecord> records;
    private volatile String lastName = "";

    DnsServer(ServiceRecord... records) {
        this.records = List.of(records);
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
    }

    void answer(ServiceRecord... newRecords) {
        records = List.of(newRecords);
    }

    void answerForSite(String site, ServiceRecord... newRecords) {
        failingSites.remove(site.toLowerCase(Locale.ROOT));
        sites.put(site.toLowerCase(Locale.ROOT), List.of(newRecords));
    }

    /** From now on the name is an alias of another one. */
    void alias(String name, String target) {
        aliases.put(name + '.', target);
    }

    /** From now on is at a loss when asked for the site. */
    void failForSite(String site) {
        failingSites.add(site.toLowerCase(Locale.ROOT));
    }

    private boolean fails(String name) {
        Matcher ofSite = OF_SITE.matcher(name);
        return ofSite.find() && failingSites.contains(ofSite.group(1).toLowerCase(Locale.ROOT));
    }

    private List<ServiceRecord> records(String name) {
        Matcher ofSite = OF_SITE.matcher(name);
        return ofSite.find() ? sites.getOrDefault(ofSite.group(1).toLowerCase(Locale.ROOT), List.of()) : records;
    }

    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** By their numbers: one that is sent again, since the answer is late, is no new one (RFC 1035, 4.1.1). */
    int questions() {
        return questions.size();
    }

    String lastName() {
        return lastName;
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                questions.add(((buffer[0] & 0xff) << 8) | (buffer[1] & 0xff));
                byte[] reply = reply(buffer);
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private byte[] reply(byte[] query) throws IOException {
        int end = 12;
        StringBuilder name = new StringBuilder();
        while (query[end] != 0) {
            name.append(new String(query, end + 1, query[end], StandardCharsets.US_ASCII))
                    .append('.');
            end += query[end] + 1;
        }
        lastName = name.toString();
        boolean fails = fails(lastName);
        Optional<String> alias = Optional.ofNullable(aliases.get(lastName));
        List<ServiceRecord> answers = fails || alias.isPresent() ? List.of() : records(lastName);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(query, 0, 2);
        // A response, recursion desired and available; 2 is SERVFAIL, 3 is NXDOMAIN.
        out.writeShort(0x8180 | (fails ? 2 : (answers.isEmpty() && alias.isEmpty() ? 3 : 0)));
        out.writeShort(1);
        out.writeShort(answers.size() + (int) alias.stream().count());
        out.writeInt(0);
        out.write(query, 12, end + 5 - 12);
        for (ServiceRecord answer : answers) {
            write(answer, out);
        }
        if (alias.isPresent()) {
            byte[] target = encoded(alias.get());
            begin(5, target.length, out);
            out.write(target);
        }
        return bytes.toByteArray();
    }

    private static void write(ServiceRecord record, DataOutputStream out) throws IOException {
        byte[] target = encoded(record.host());
        begin(33, 6 + target.length, out);
        out.writeShort(record.priority());
        out.writeShort(record.weight());
        out.writeShort(record.port());
        out.write(target);
    }

    private static void begin(int type, int length, DataOutputStream out) throws IOException {
        out.writeShort(0xC00C);
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(600);
        out.writeShort(length);
    }

    private static byte[] encoded(String name) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            encoded.write(label.length());
            encoded.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        encoded.write(0);
        return encoded.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
