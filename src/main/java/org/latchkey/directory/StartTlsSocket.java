package org.latchkey.directory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A plain socket on which a handshake can be limited in time. JNDI limits connecting, LDAPS handshakes and answers, but not
 * the handshake after StartTLS: a controller that froze just then would hold the thread for ever. A time-out of the socket
 * itself cannot be left on either, because JNDI's reading thread would take the quiet between two requests for a fault.
 */
final class StartTlsSocket extends Socket {

    private volatile int limit;

    /** From now on a read fails after so many milliseconds; 0 for no limit. */
    void limitReads(int millis) throws IOException {
        limit = millis;
        setSoTimeout(millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                while (true) {
                    try {
                        return super.read(buffer, offset, length);
                    } catch (SocketTimeoutException e) {
                        // A read that began under the limit outlives its end; nothing was taken from the stream.
                        if (limit > 0) {
                            throw e;
                        }
                    }
                }
            }
        };
    }
}
