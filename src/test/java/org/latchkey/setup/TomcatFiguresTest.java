package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;

/** What Tomcat tells by JMX, from beans like its own. */
final class TomcatFiguresTest {

    /** As a connector's protocol handler has it. */
    public interface Limits {
        int getMaxHttpHeaderSize();
    }

    /** As the valve has it. */
    public interface ErrorPages {
        boolean isShowReport();

        boolean isShowServerInfo();
    }

    private record Pages(boolean isShowReport, boolean isShowServerInfo) implements ErrorPages {}

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    private void connector(String port, int limit) throws Exception {
        Limits limits = () -> limit;
        server.registerMBean(
                new StandardMBean(limits, Limits.class), new ObjectName("Catalina:type=ProtocolHandler,port=" + port));
    }

    @Test
    void headerLimitWhenTwoConnectorsThenTheSmaller() throws Exception {
        connector("443", 65536);
        connector("8080", 8192);

        assertThat(new TomcatFigures(server).headerLimit()).contains(8192);
    }

    @Test
    void figuresWhenNothingIsRegisteredThenUnknown() {
        assertThat(new TomcatFigures(server).headerLimit()).isEmpty();
        assertThat(new TomcatFigures(server).errorPagesTell()).isEmpty();
    }

    @Test
    void errorPagesWhenTheValveShowsTheVersionThenTheyTell() throws Exception {
        server.registerMBean(
                new StandardMBean(new Pages(false, true), ErrorPages.class),
                new ObjectName("Catalina:type=Valve,host=localhost,name=ErrorReportValve"));

        assertThat(new TomcatFigures(server).errorPagesTell()).contains(true);
    }
}
