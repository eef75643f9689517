package org.latchkey.directory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.latchkey.config.Secret;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Several domains as one directory. The domain part of an account's name says which of them is asked: a name that fits none
 * or two is refused, never looked for in whichever answers first.
 */
public final class Directories implements Directory {

    private final List<ActiveDirectory> directories;

    Directories(List<ActiveDirectory> directories) {
        this.directories = List.copyOf(directories);
    }

    /** @param attributes what applications read of a person */
    public static Directory open(
            List<DirectorySettings> settings, Set<String> attributes, Clock clock, RandomGenerator random) {
        List<ActiveDirectory> opened = settings.stream()
                .map(one -> new ActiveDirectory(one, attributes, clock, random))
                .toList();
        return opened.size() == 1 ? opened.get(0) : new Directories(opened);
    }

    @Override
    public DirectoryUser find(AccountName account) {
        Deadline deadline = deadline();
        return home(account, deadline).orElseThrow(() -> unknownDomain(account)).find(account, deadline);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A user principal name may have any suffix. Where no domain has the account, one of them says so, in the time that a
     * wrong password takes.
     */
    @Override
    public DirectoryUser verify(AccountName account, Secret password, PasswordGate gate) {
        Deadline deadline = deadline();
        ActiveDirectory home = home(account, deadline).orElseGet(() -> {
            if (account.form() != AccountName.Form.USER_PRINCIPAL_NAME) {
                throw unknownDomain(account);
            }
            return directories.get(0);
        });
        return home.verify(account, password, gate, deadline);
    }

    /** The directory that has the account, if one of them has. */
    private Optional<ActiveDirectory> home(AccountName account, Deadline deadline) {
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
    private Optional<ActiveDirectory> named(String domain, Deadline deadline) {
        Optional<ActiveDirectory> known = only(domain, called(domain));
        if (known.isPresent()) {
            return known;
        }
        List<Refusal> silent = new ArrayList<>();
        for (ActiveDirectory directory : directories) {
            try {
                directory.domain(deadline);
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
        return among.stream()
                .filter(directory -> {
                    try {
                        return directory.holds(account, deadline);
                    } catch (Refusal e) {
                        silent.add(e);
                        return false;
                    }
                })
                .toList();
    }

    private Optional<String> catalogued(AccountName account, Deadline deadline, List<Refusal> silent) {
        for (ActiveDirectory directory : directories) {
            try {
                Optional<String> domain = directory.catalogued(account, deadline);
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

    private Refusal unknownDomain(AccountName account) {
        return new Refusal(Reason.DOMAIN_UNKNOWN)
                .with("account", account.toString())
                .with("directories", names(directories));
    }

    private static String names(List<ActiveDirectory> directories) {
        return directories.stream().map(ActiveDirectory::name).collect(Collectors.joining(", "));
    }

    private Deadline deadline() {
        return directories.stream()
                .map(ActiveDirectory::deadline)
                .max(Comparator.comparing(Deadline::end))
                .orElseThrow();
    }

    @Override
    public Set<Sid> groupsOf(DirectoryUser user) {
        Deadline deadline = deadline();
        return home(user.account(), deadline)
                .orElseThrow(() -> unknownDomain(user.account()))
                .groupsOf(user, deadline);
    }

    @Override
    public Optional<DirectoryGroup> findGroup(GroupName group) {
        Deadline deadline = deadline();
        return switch (group.form()) {
            case DISTINGUISHED_NAME ->
                named(Domain.nameOf(group.text()), deadline).flatMap(directory -> directory.findGroup(group, deadline));
            case DOWN_LEVEL ->
                named(group.domain(), deadline).flatMap(directory -> directory.findGroup(group, deadline));
            case SID -> findSid(group, deadline);
        };
    }

    /** A SID does not tell its domain's name. */
    private Optional<DirectoryGroup> findSid(GroupName group, Deadline deadline) {
        List<Refusal> silent = new ArrayList<>();
        for (ActiveDirectory directory : directories) {
            try {
                Optional<DirectoryGroup> found = directory.findGroup(group, deadline);
                if (found.isPresent()) {
                    return found;
                }
            } catch (Refusal e) {
                silent.add(e);
            }
        }
        if (!silent.isEmpty()) {
            throw silent.get(0);
        }
        return Optional.empty();
    }

    /** One domain is enough: the people of the others are refused, but a load balancer must not send these away, too. */
    @Override
    public boolean isReady() {
        return directories.stream()
                .sorted(Comparator.comparing(ActiveDirectory::isFailing))
                .anyMatch(ActiveDirectory::isReady);
    }

    @Override
    public List<ControllerStatus> controllers() {
        return directories.stream()
                .flatMap(directory -> directory.controllers().stream())
                .toList();
    }

    @Override
    public List<ControllerGroup> controllerGroups() {
        return directories.stream()
                .flatMap(directory -> directory.controllerGroups().stream())
                .toList();
    }

    @Override
    public List<ServiceHolder> holdersOf(String servicePrincipalName) {
        return directories.stream()
                .flatMap(directory -> directory.holdersOf(servicePrincipalName).stream())
                .toList();
    }

    @Override
    public void close() {
        directories.forEach(ActiveDirectory::close);
    }
}
