package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what a response costs, in processor time and as a multiple of one bare RSA signature of the same JVM and moment.
 * Nothing is asserted of times: they are the machine's.
 */
final class ResponseBenchmark {

    private static final int WARM_UP = 800;
    private static final int ROUNDS = 9;
    private static final int EACH = 60;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void answerWhenSignedThenAFewSignaturesWorth() throws Exception {
        Desk both = Desk.registered(folder, "optional");
        Desk assertion = both.with("sign", "assertion");
        Desk encrypted = both.with("encrypt", "true");
        PrivateKey key = both.key().pair().getPrivate();
        byte[] octets = "what is signed".repeat(20).getBytes(UTF_8);
        Callable<Object> bare = () -> {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(octets);
            return signature.sign();
        };
        byte[] plain = Desk.request().getBytes(UTF_8);
        byte[] signed = SignedXml.with(key).sign(Desk.request()).getBytes(UTF_8);

        print("one RSA-2048 signature", bare, bare);
        print("a response, sign=\"assertion\"", () -> assertion.answer("_good"), bare);
        print("a response, sign=\"both\"", () -> both.answer("_good"), bare);
        print("a response, sign=\"both\", encrypted", () -> encrypted.answer("_good"), bare);
        print("an error response", () -> both.error(SamlStatus.NO_PASSIVE), bare);
        print("a request read, not signed", () -> both.post(plain), bare);
        print("a request read, signed", () -> both.post(signed), bare);
        assertThat(both.post(signed).verified()).isTrue();
    }

    private static void print(String what, Callable<Object> work, Callable<Object> bare) throws Exception {
        cpuTime(work, WARM_UP);
        cpuTime(bare, WARM_UP);
        double[] ratios = new double[ROUNDS];
        double[] micros = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double one = cpuTime(work, EACH);
            micros[i] = one;
            ratios[i] = one / cpuTime(bare, EACH);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.call();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        System.out.printf(
                Locale.ROOT,
                "FIGURE  %-45s %.0f µs, %.2f signatures, %d kB%n",
                what,
                median(micros),
                median(ratios),
                allocated / 1000);
    }

    /** @return microseconds of processor time for one */
    private static double cpuTime(Callable<Object> work, int times) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            work.call();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / times;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
