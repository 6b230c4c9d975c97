package dev.latchkey.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.Administration.Done;
import dev.latchkey.accounts.Administration.NotAllowed;
import dev.latchkey.accounts.Administration.NotFound;
import dev.latchkey.accounts.Administration.Outdated;
import dev.latchkey.accounts.Administration.OwnAccount;
import dev.latchkey.accounts.Administration.UnknownGroup;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class UserAdministrationTest {
    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$" + "a".repeat(43);

    private final UserStore users;
    private final GroupStore groups;
    private final UserAdministration administration;
    private final User boss;

    UserAdministrationTest(TestDatabase kind) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_123L));
        Database database = AccountsTables.emptyOn(kind);
        users = new UserStore(database, clock);
        groups = new GroupStore(database, clock);
        administration = new UserAdministration(database, clock);
        boss = administrator("boss");
    }

    private User user(String name) {
        return created(NewUser.of(new UserName(name), HASH));
    }

    private User administrator(String name) {
        return created(NewUser.of(new UserName(name), HASH).asAdministrator());
    }

    private User created(NewUser user) {
        return ((UserCreation.Created) users.create(user)).user();
    }

    private AdministrationTarget bossOn(User user) {
        return new AdministrationTarget(boss.id(), user.id(), user.version());
    }

    private static UserChange change(String email, List<String> groups) {
        return new UserChange(null, email, null, null, null, groups);
    }

    @Test
    void changesAUserAndRaisesTheVersion() {
        groups.create(new GroupName("editors"));
        User ann = user("ann");

        Administration outcome = administration.change(bossOn(ann), change("ann@example.com", List.of("editors")));

        User after = users.find(ann.id()).orElseThrow();
        assertThat(outcome).isEqualTo(new Done(after));
        assertThat(after.email()).isEqualTo("ann@example.com");
        assertThat(after.groups()).containsExactly("editors");
        assertThat(after.version()).isEqualTo(ann.version() + 1);
    }

    @Test
    void changesNothingForWhoeverComesSecond() {
        User ann = user("ann");
        administration.change(bossOn(ann), change("first@example.com", List.of()));

        Administration second = administration.change(bossOn(ann), change("second@example.com", List.of()));

        User now = users.find(ann.id()).orElseThrow();
        assertThat(second).isEqualTo(new Outdated(now));
        assertThat(now.email()).isEqualTo("first@example.com");
    }

    @Test
    void changesNothingWhereAGroupIsUnknown() {
        User ann = user("ann");

        Administration outcome = administration.change(bossOn(ann), change("ann@example.com", List.of("nobody")));

        assertThat(outcome).isEqualTo(new UnknownGroup("nobody"));
        assertThat(users.find(ann.id())).contains(ann);
    }

    @Test
    void disablesAndEnables() {
        User ann = user("ann");

        User disabled = ((Done) administration.disable(bossOn(ann))).user();
        User enabled = ((Done) administration.enable(bossOn(disabled))).user();

        assertThat(disabled.enabled()).isFalse();
        assertThat(enabled.enabled()).isTrue();
        assertThat(enabled.version()).isEqualTo(ann.version() + 2);
    }

    @Test
    void givesAndTakesTheRight() {
        User ann = user("ann");

        User promoted = ((Done) administration.promote(bossOn(ann))).user();
        User demoted = ((Done) administration.demote(bossOn(promoted))).user();

        assertThat(promoted.administrator()).isTrue();
        assertThat(demoted.administrator()).isFalse();
    }

    @Test
    void lastAdministratorStaysOne() {
        assertThat(administration.disable(bossOn(boss))).isEqualTo(new OwnAccount());
        assertThat(administration.demote(bossOn(boss))).isEqualTo(new OwnAccount());

        assertThat(users.find(boss.id())).contains(boss);
    }

    @Test
    void letsNobodyActWhoLostTheRight() {
        User other = administrator("other");
        User ann = user("ann");
        administration.demote(bossOn(other));

        Administration outcome = administration.disable(new AdministrationTarget(other.id(), ann.id(), ann.version()));

        assertThat(outcome).isEqualTo(new NotAllowed());
        assertThat(users.find(ann.id())).contains(ann);
    }

    @Test
    void letsOneOfTwoWinWhoTakeTheRightFromEachOther() throws InterruptedException, ExecutionException {
        User other = administrator("other");
        Callable<Administration> first = () -> administration.demote(bossOn(other));
        Callable<Administration> second =
                () -> administration.demote(new AdministrationTarget(other.id(), boss.id(), boss.version()));

        List<Administration> outcomes = both(first, second);

        assertThat(outcomes).hasOnlyElementsOfTypes(Done.class, NotAllowed.class);
        assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
    }

    private static List<Administration> both(Callable<Administration> first, Callable<Administration> second)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<Administration>> futures = pool.invokeAll(List.of(first, second));
            return List.of(futures.get(0).get(), futures.get(1).get());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void knowsNoUserWhoIsNotThere() {
        assertThat(administration.enable(new AdministrationTarget(boss.id(), 999_999, 1)))
                .isEqualTo(new NotFound());
    }

    @Test
    void findsByTheBeginningOfTheName() {
        user("anna");
        User andy = user("Ándy");
        user("bert");

        assertThat(names(administration.search("AN", Optional.empty(), 10))).containsExactly("Ándy", "anna");
        assertThat(names(administration.search("an", Optional.empty(), 1))).containsExactly("Ándy");
        assertThat(names(administration.search("an", Optional.of(andy.username()), 10)))
                .containsExactly("anna");
        assertThat(administration.search("a%", Optional.empty(), 10)).isEmpty();
        assertThat(administration.search("", Optional.empty(), 10)).isEmpty();
        assertThat(administration.search("' OR 1=1 --", Optional.empty(), 10)).isEmpty();
    }

    private static List<String> names(List<User> found) {
        return found.stream().map(user -> user.username().value()).toList();
    }

    @Test
    void renamesAndDeletesOnlyTheGroupThatWasSeen() {
        Group group = ((GroupOutcome.Done) groups.create(new GroupName("editors"))).group();
        GroupName seen = new GroupName("editors");

        assertThat(groups.rename(group.id(), seen, new GroupName("writers")))
                .isEqualTo(new GroupOutcome.Done(new Group(group.id(), "writers")));
        assertThat(groups.rename(group.id(), seen, new GroupName("others")))
                .isEqualTo(new GroupOutcome.Outdated(new Group(group.id(), "writers")));
        assertThat(groups.delete(group.id(), seen)).isInstanceOf(GroupOutcome.Outdated.class);
        assertThat(groups.delete(group.id(), new GroupName("writers"))).isInstanceOf(GroupOutcome.Done.class);
        assertThat(groups.delete(group.id(), new GroupName("writers"))).isInstanceOf(GroupOutcome.NotFound.class);
    }

    @Test
    void pagesThroughTheMembersOfAGroup() {
        Group group = ((GroupOutcome.Done) groups.create(new GroupName("editors"))).group();
        User ann = created(new NewUser(new UserName("ann"), HASH, "", "", "", false, List.of("editors")));
        User bea = created(new NewUser(new UserName("bea"), HASH, "", "", "", false, List.of("editors")));

        assertThat(groups.members(group.id(), 0, 1)).containsExactly(new GroupStore.Member(ann.id(), "ann"));
        assertThat(groups.members(group.id(), ann.id(), 5)).containsExactly(new GroupStore.Member(bea.id(), "bea"));
    }
}
