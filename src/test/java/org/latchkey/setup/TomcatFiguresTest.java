package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What Tomcat tells by JMX, from beans whose attributes are written as its own are: with a small first letter. */
final class TomcatFiguresTest {

    record Bean(Map<String, Object> values) implements DynamicMBean {

        @Override
        public Object getAttribute(String attribute) throws AttributeNotFoundException {
            Object value = values.get(attribute);
            if (value == null) {
                throw new AttributeNotFoundException(attribute);
            }
            return value;
        }

        @Override
        public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
            throw new AttributeNotFoundException(attribute.getName());
        }

        @Override
        public AttributeList getAttributes(String[] attributes) {
            return new AttributeList();
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            return new AttributeList();
        }

        @Override
        public Object invoke(String action, Object[] parameters, String[] signature) {
            throw new UnsupportedOperationException(action);
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(Bean.class.getName(), "", null, null, null, null);
        }
    }

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final TomcatFigures figures = new TomcatFigures(server);

    private void register(String name, Map<String, Object> values) throws Exception {
        server.registerMBean(new Bean(values), new ObjectName("Catalina:type=" + name));
    }

    @Test
    void headerLimitWhenTwoConnectorsThenTheSmaller() throws Exception {
        register("ProtocolHandler,port=443", Map.of("maxHttpRequestHeaderSize", 65536, "maxHttpHeaderSize", 8192));
        register("ProtocolHandler,port=8080", Map.of("maxHttpHeaderSize", 16384));
        register("ProtocolHandler,port=8009", Map.of("packetSize", 100));

        assertThat(figures.headerLimit()).contains(16384);
    }

    @Test
    void figuresWhenNothingIsRegisteredThenUnknown() {
        assertThat(figures.headerLimit()).isEmpty();
        assertThat(figures.errorPagesTell()).isEmpty();
    }

    @Test
    void errorPagesWhenTheValveShowsTheVersionThenTheyTell() throws Exception {
        register("Valve,host=localhost,name=ErrorReportValve", Map.of("showReport", false, "showServerInfo", true));

        assertThat(figures.errorPagesTell()).contains(true);
    }
}
