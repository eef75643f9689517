package org.latchkey.demo;

/**
 * One directory and one KDC for all tests of a process, started when first asked for and stopped with the process.
 * A test that changes or disturbs a part starts its own.
 */
public final class DemoParts {
    private DemoParts() {}

    public static DemoDirectory directory() {
        return Directory.SHARED;
    }

    public static DemoKdc kdc() {
        return Kdc.SHARED;
    }

    private static <T extends AutoCloseable> T closedAtExit(T part) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
        return part;
    }

    private static final class Directory {
        private static final DemoDirectory SHARED = closedAtExit(DemoDirectory.start());
    }

    private static final class Kdc {
        private static final DemoKdc SHARED = closedAtExit(DemoKdc.start());
    }
}
