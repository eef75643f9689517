package org.latchkey.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** What Tomcat tells of its own configuration by JMX, in this process. */
public record TomcatFigures(MBeanServer server) {

    /** The newer name counts where both are there: Tomcat 10.1 splits requests from answers. */
    private static final List<String> LIMITS = List.of("maxHttpRequestHeaderSize", "maxHttpHeaderSize");

    /** The smallest limit of all connectors, in octets; empty where none can be read. */
    Optional<Integer> headerLimit() {
        List<Integer> limits = new ArrayList<>();
        for (ObjectName name : names("*:type=ProtocolHandler,*")) {
            limit(name).ifPresent(limits::add);
        }
        return limits.stream().min(Integer::compare);
    }

    private Optional<Integer> limit(ObjectName name) {
        return LIMITS.stream()
                .flatMap(attribute -> read(name, attribute).stream())
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .filter(limit -> limit > 0)
                .findFirst();
    }

    /** Whether error pages tell the version or a trace; empty where no valve can be read. */
    Optional<Boolean> errorPagesTell() {
        List<ObjectName> valves = names("*:type=Valve,name=ErrorReportValve,*");
        return valves.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        valves.stream().anyMatch(valve -> isOn(valve, "showServerInfo") || isOn(valve, "showReport")));
    }

    private boolean isOn(ObjectName name, String attribute) {
        return read(name, attribute).filter(Boolean.TRUE::equals).isPresent();
    }

    private List<ObjectName> names(String pattern) {
        try {
            return List.copyOf(server.queryNames(new ObjectName(pattern), null));
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Optional<Object> read(ObjectName name, String attribute) {
        try {
            return Optional.ofNullable(server.getAttribute(name, attribute));
        } catch (JMException e) {
            return Optional.empty();
        }
    }
}
