package org.latchkey.demo;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.message.SearchRequest;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;

/** Counts what arrives on the wire, and can leave it unanswered as a hung controller does. */
final class LdapTraffic extends IoFilterAdapter {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger searches = new AtomicInteger();
    private final List<String> bindNames = new CopyOnWriteArrayList<>();
    private volatile boolean frozen;

    int connections() {
        return connections.get();
    }

    int searches() {
        return searches.get();
    }

    List<String> bindNames() {
        return List.copyOf(bindNames);
    }

    void freeze(boolean newFrozen) {
        frozen = newFrozen;
    }

    /** Not when it is opened: that is told by the worker threads, maybe after the first answers. */
    @Override
    public void sessionCreated(NextFilter next, IoSession session) {
        connections.incrementAndGet();
        next.sessionCreated(session);
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        if (message instanceof BindRequest bind) {
            bindNames.add(String.valueOf(bind.getName()));
        } else if (message instanceof SearchRequest) {
            searches.incrementAndGet();
        }
        if (!frozen) {
            next.messageReceived(session, message);
        }
    }
}
