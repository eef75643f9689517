package org.latchkey.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.latchkey.config.Secret;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DirectoryGroup;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.GroupName;
import org.latchkey.directory.Groups;
import org.latchkey.directory.PasswordGate;
import org.latchkey.directory.Sid;
import org.latchkey.http.Client;
import org.latchkey.http.Networks;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** A directory of a few people, all with the same password. */
public final class InMemoryDirectory implements Directory {

    static final String PASSWORD = "correct horse";

    /** Everybody here is in this group, and it is the only one. */
    public static final GroupName STAFF = GroupName.parse("CORP\\Staff");

    private static final Sid STAFF_SID = new Sid("S-1-5-21-1-2-3-1000");

    private final Map<String, DirectoryUser> people = new HashMap<>();
    private int asked;

    /** @param account {@code DOMAIN\name} */
    public InMemoryDirectory with(String account, AccountState state) {
        AccountName name = AccountName.ofWindows(account);
        people.put(
                name.name(),
                new DirectoryUser(
                        name,
                        "CN=" + name.name(),
                        new UUID(1, 2),
                        state,
                        Map.of("displayName", List.of("Ada Lovelace"), "mail", List.of("ada@corp.example"))));
        return this;
    }

    /** The step that all protocols share, on this directory. */
    public SignIn signIn(Clock clock) {
        PasswordThrottle throttle = new PasswordThrottle(new Client(Networks.of(List.of())), clock);
        return new SignIn(
                this, new Groups(this, clock), new SignInSession(clock, Duration.ofHours(8)), throttle, clock);
    }

    /** How often anything was asked. */
    public int asked() {
        return asked;
    }

    @Override
    public DirectoryUser find(AccountName account) {
        asked++;
        DirectoryUser user = people.get(account.name());
        if (user == null) {
            throw new Refusal(Reason.ACCOUNT_UNKNOWN);
        }
        return user;
    }

    @Override
    public DirectoryUser verify(AccountName account, Secret password, PasswordGate gate) {
        if (!password.reveal().equals(PASSWORD)) {
            asked++;
            throw new Refusal(Reason.PASSWORD_WRONG);
        }
        return find(account);
    }

    @Override
    public Set<Sid> groupsOf(DirectoryUser user) {
        asked++;
        return Set.of(STAFF_SID);
    }

    @Override
    public Optional<DirectoryGroup> findGroup(GroupName group) {
        asked++;
        return group.equals(STAFF) ? Optional.of(new DirectoryGroup(STAFF_SID, "CN=Staff", true)) : Optional.empty();
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void close() {}
}
