package org.latchkey.directory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.latchkey.config.Secret;
import org.latchkey.refusal.Refusal;

/**
 * Several domains as one directory. The domain part of an account's name says which of them is asked: a name that fits none
 * or two is refused, never looked for in whichever answers first.
 */
public final class Directories implements Directory {

    private final List<ActiveDirectory> directories;
    private final DomainChoice choice;

    Directories(List<ActiveDirectory> directories) {
        this.directories = List.copyOf(directories);
        this.choice = new DomainChoice(directories);
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
        Deadline deadline = choice.deadline();
        return choice.home(account, deadline)
                .orElseThrow(() -> choice.unknownDomain(account))
                .find(account, deadline);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A user principal name may have any suffix. Where no domain has the account, one of them says so, in the time that a
     * wrong password takes.
     */
    @Override
    public DirectoryUser verify(AccountName account, Secret password, PasswordGate gate) {
        Deadline deadline = choice.deadline();
        ActiveDirectory home = choice.home(account, deadline).orElseGet(() -> {
            if (account.form() != AccountName.Form.USER_PRINCIPAL_NAME) {
                throw choice.unknownDomain(account);
            }
            return directories.get(0);
        });
        return home.verify(account, password, gate, deadline);
    }

    @Override
    public Set<Sid> groupsOf(DirectoryUser user) {
        Deadline deadline = choice.deadline();
        return choice.home(user.account(), deadline)
                .orElseThrow(() -> choice.unknownDomain(user.account()))
                .groupsOf(user, deadline);
    }

    @Override
    public Optional<DirectoryGroup> findGroup(GroupName group) {
        Deadline deadline = choice.deadline();
        return switch (group.form()) {
            case DISTINGUISHED_NAME ->
                choice.named(Domain.nameOf(group.text()), deadline)
                        .flatMap(directory -> directory.findGroup(group, deadline));
            case DOWN_LEVEL ->
                choice.named(group.domain(), deadline).flatMap(directory -> directory.findGroup(group, deadline));
            case SID -> first(directory -> directory.findGroup(group, deadline));
        };
    }

    @Override
    public boolean answersFor(Sid sid) {
        Deadline deadline = choice.deadline();
        return directories.stream().anyMatch(directory -> directory.answersFor(sid, deadline));
    }

    /** A SID does not tell its domain's name. */
    private <T> Optional<T> first(Function<ActiveDirectory, Optional<T>> question) {
        List<Refusal> silent = new ArrayList<>();
        for (ActiveDirectory directory : directories) {
            try {
                Optional<T> found = question.apply(directory);
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

    @Override
    public Optional<Population> population(GroupName group) {
        Deadline deadline = choice.deadline();
        return switch (group.form()) {
            case DISTINGUISHED_NAME ->
                choice.named(Domain.nameOf(group.text()), deadline)
                        .map(directory -> directory.population(group))
                        .orElseGet(() -> Optional.of(
                                new Population(Population.Kind.OUTSIDE, group.text(), "", Optional.empty())));
            case DOWN_LEVEL -> choice.named(group.domain(), deadline).flatMap(directory -> directory.population(group));
            case SID -> first(directory -> directory.population(group));
        };
    }

    @Override
    public Roster roster(Population population) {
        return directories.stream()
                .filter(directory -> directory.name().equals(population.directory()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("of no domain here"))
                .roster(population);
    }

    @Override
    public Set<Sid> groupsOfListed(DirectoryUser user) {
        return choice.home(user.account(), choice.deadline())
                .orElseThrow(() -> choice.unknownDomain(user.account()))
                .groupsOfListed(user);
    }

    @Override
    public HolderSearch holderSearch() {
        return new HolderSearch(directories.stream()
                .flatMap(directory -> directory.holderSearch().domains().stream())
                .toList());
    }

    /** One domain is enough: the people of the others are refused, but a load balancer must not send these away, too. */
    @Override
    public boolean isReady() {
        return directories.stream()
                .sorted(Comparator.comparing(ActiveDirectory::outlook))
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
