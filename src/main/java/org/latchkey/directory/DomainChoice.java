package org.latchkey.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Which of several domains a name means. */
record DomainChoice(List<ActiveDirectory> directories) {

    DomainChoice {
        directories = List.copyOf(directories);
    }

    /** The directory that has the account, if one of them has. */
    Optional<ActiveDirectory> home(AccountName account, Deadline deadline) {
        return switch (account.form()) {
            case PLAIN ->
                throw new Refusal(Reason.DOMAIN_NEEDED)
                        .with("account", account.toString())
                        .with("directories", names(directories));
            case DOWN_LEVEL, KERBEROS -> named(account.domain(), deadline);
            case USER_PRINCIPAL_NAME -> holding(account, deadline);
        };
    }

    /** Those whose names are not known yet are asked only when none of the others is meant. */
    Optional<ActiveDirectory> named(String domain, Deadline deadline) {
        Optional<ActiveDirectory> known = only(domain, called(domain));
        if (known.isPresent()) {
            return known;
        }
        List<Refusal> silent = new ArrayList<>();
        for (ActiveDirectory directory : likeliestFirst(directories)) {
            try {
                directory.domain(directory.turn(deadline));
            } catch (Refusal e) {
                silent.add(e);
            }
        }
        Optional<ActiveDirectory> told = only(domain, called(domain));
        if (told.isEmpty() && !silent.isEmpty()) {
            throw silent.get(0);
        }
        return told;
    }

    /** One whose controllers fail must not use up the time of those that answer. */
    private static List<ActiveDirectory> likeliestFirst(List<ActiveDirectory> some) {
        return some.stream()
                .sorted(Comparator.comparing(ActiveDirectory::outlook))
                .toList();
    }

    /** A suffix may be a domain's name and still be used in all of the forest, so the account itself is looked for. */
    private Optional<ActiveDirectory> holding(AccountName account, Deadline deadline) {
        List<ActiveDirectory> named = called(account.domain());
        List<Refusal> silent = new ArrayList<>();
        List<ActiveDirectory> holding = holding(named, account, deadline, silent);
        if (holding.isEmpty()) {
            Optional<String> catalogued = catalogued(account, deadline, silent);
            if (catalogued.isPresent()) {
                return named(catalogued.get(), deadline);
            }
            List<ActiveDirectory> others =
                    directories.stream().filter(one -> !named.contains(one)).toList();
            holding = holding(others, account, deadline, silent);
        }
        if (holding.isEmpty() && !silent.isEmpty()) {
            throw silent.get(0);
        }
        return holding.isEmpty() ? named.stream().findFirst() : only(account.name(), holding);
    }

    private static List<ActiveDirectory> holding(
            List<ActiveDirectory> among, AccountName account, Deadline deadline, List<Refusal> silent) {
        return likeliestFirst(among).stream()
                .filter(directory -> {
                    try {
                        return directory.holds(account, directory.turn(deadline));
                    } catch (Refusal e) {
                        silent.add(e);
                        return false;
                    }
                })
                .toList();
    }

    private Optional<String> catalogued(AccountName account, Deadline deadline, List<Refusal> silent) {
        for (ActiveDirectory directory : likeliestFirst(directories)) {
            try {
                Optional<String> domain = directory.catalogued(account, directory.turn(deadline));
                if (domain.isPresent()) {
                    return domain;
                }
            } catch (Refusal e) {
                silent.add(e);
            }
        }
        return Optional.empty();
    }

    private List<ActiveDirectory> called(String domain) {
        return directories.stream()
                .filter(directory -> directory.isCalled(domain))
                .toList();
    }

    /** @param name that fits all that were found */
    private static Optional<ActiveDirectory> only(String name, List<ActiveDirectory> found) {
        if (found.size() > 1) {
            throw new Refusal(Reason.ACCOUNT_AMBIGUOUS).with("name", name).with("directories", names(found));
        }
        return found.stream().findFirst();
    }

    Refusal unknownDomain(AccountName account) {
        return new Refusal(Reason.DOMAIN_UNKNOWN)
                .with("account", account.toString())
                .with("directories", names(directories));
    }

    private static String names(List<ActiveDirectory> directories) {
        return directories.stream().map(ActiveDirectory::name).collect(Collectors.joining(", "));
    }

    /** Of the most patient one. */
    Deadline deadline() {
        return directories.stream()
                .map(ActiveDirectory::deadline)
                .max(Comparator.comparing(Deadline::end))
                .orElseThrow();
    }
}
