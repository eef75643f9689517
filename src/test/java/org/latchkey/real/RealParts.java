package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the domain, and the installation of Latchkey in it, to tests; both are started when first asked for. */
public final class RealParts implements ParameterResolver {

    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(RealParts.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == SambaDomain.class || type == Installation.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        ExtensionContext.Store store = test.getRoot().getStore(OURS);
        Class<?> type = parameter.getParameter().getType();
        return type == SambaDomain.class ? domain(store) : installation(store);
    }

    private static SambaDomain domain(ExtensionContext.Store store) {
        return store.getOrComputeIfAbsent(SambaDomain.class, key -> startDomain(), SambaDomain.class);
    }

    private static Installation installation(ExtensionContext.Store store) {
        // Asked for here, so that it is stopped after what stands on it.
        SambaDomain domain = domain(store);
        return store.getOrComputeIfAbsent(Installation.class, key -> Installation.start(domain), Installation.class);
    }

    private static SambaDomain startDomain() {
        Path scripts = Path.of(System.getProperty("latchkey.real"));
        Requirements.check(scripts);
        Path work = Path.of(System.getProperty("latchkey.work"));
        delete(work);
        return SambaDomain.start(scripts, work);
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
