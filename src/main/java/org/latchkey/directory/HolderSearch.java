package org.latchkey.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latchkey.refusal.Refusal;

/**
 * Looks in all domains for people by values of theirs, on connections that no sign-in uses. Thousands of values are asked for,
 * in attributes that may have no index: what such a search does to a controller must not count as the controller's failure.
 * One thread at a time.
 */
public final class HolderSearch implements AutoCloseable {

    private final List<DomainHolders> domains;

    HolderSearch(List<DomainHolders> domains) {
        this.domains = List.copyOf(domains);
    }

    List<DomainHolders> domains() {
        return domains;
    }

    /**
     * Everybody of whom one of these attributes has one of these values. Controllers take more values for the same than a
     * program does, so the caller compares. People of a domain that does not answer are missing, and it is told.
     *
     * @param values by attribute, some hundred of them
     * @throws Refusal when the thread is interrupted
     */
    public Holders having(Map<String, List<String>> values) {
        List<DirectoryUser> people = new ArrayList<>();
        domains.forEach(domain -> people.addAll(domain.having(values)));
        return new Holders(
                people,
                domains.stream()
                        .filter(DomainHolders::isSilent)
                        .map(DomainHolders::name)
                        .toList());
    }

    @Override
    public void close() {
        domains.forEach(DomainHolders::close);
    }
}
