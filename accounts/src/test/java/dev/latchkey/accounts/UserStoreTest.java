package dev.latchkey.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.UserCreation.Created;
import dev.latchkey.accounts.UserCreation.UsernameTaken;
import dev.latchkey.accounts.UserOutcome.Done;
import dev.latchkey.accounts.UserOutcome.IsAdministrator;
import dev.latchkey.accounts.UserOutcome.NotFound;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class UserStoreTest {
    private static final long NOW = 1_700_000_000_123L;
    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$" + "a".repeat(43);

    private final Database database;
    private final UserStore users;
    private final GroupStore groups;

    UserStoreTest(TestDatabase kind) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
        database = AccountsTables.emptyOn(kind);
        users = new UserStore(database, clock);
        groups = new GroupStore(database, clock);
    }

    @Test
    void storesWhatItIsGiven() {
        groups.create(new GroupName("Ärzte"));
        groups.create(new GroupName("editors"));

        User user = created(new NewUser(
                new UserName("李雷.\ud835\udd04"),
                HASH,
                "li@example.com",
                "雷",
                "O'\ud83d\ude00",
                false,
                List.of("Ärzte", "editors")));

        assertThat(users.find(user.id())).contains(user);
        assertThat(user.username().value()).isEqualTo("李雷.\ud835\udd04");
        assertThat(user.lastName()).isEqualTo("O'\ud83d\ude00");
        assertThat(user.groups()).containsExactlyInAnyOrder("Ärzte", "editors");
        assertThat(user.enabled()).isTrue();
        assertThat(user.administrator()).isFalse();
        assertThat(user.version()).isEqualTo(1);
    }

    @Test
    void storesTheLongestNameThereIs() {
        String widest = "\ud835\udd04".repeat(150);

        User user = created(NewUser.of(new UserName(widest), HASH));

        assertThat(users.find(user.id())).map(User::username).contains(new UserName(widest));
    }

    @Test
    void findsAUserByAnyWritingOfTheName() {
        User user = create("Admin");

        assertThat(users.findByUsername(new UserName("ádmin"))).contains(user);
        assertThat(users.findByUsername(new UserName("ａｄｍｉｎ"))).contains(user);
        assertThat(users.findByUsername(new UserName("admins"))).isEmpty();
    }

    @Test
    void letsNoLookAlikeIn() {
        create("Admin");

        for (String name : List.of("Admin", "ádmin", "ａｄｍｉｎ", "ADMIN")) {
            UserName username = new UserName(name);
            assertThat(users.create(NewUser.of(username, otherHash()))).isEqualTo(new UsernameTaken(username));
        }
    }

    @Test
    void recognisesItsOwnRowAfterALostCommit() {
        NewUser user = NewUser.of(new UserName("jane"), HASH);

        assertThat(users.create(user)).isEqualTo(users.create(user)).isInstanceOf(Created.class);
    }

    @Test
    void letsExactlyOneOfManyHaveAName() throws Exception {
        List<UserCreation> outcomes = atOnce(8, i -> users.create(NewUser.of(new UserName("jane"), HASH + i)));

        assertThat(outcomes).filteredOn(Created.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(UsernameTaken.class::isInstance).hasSize(7);
    }

    @Test
    void storesNothingWhenAGroupIsUnknown() {
        NewUser user = new NewUser(new UserName("jane"), HASH, "", "", "", false, List.of("nobody made it"));

        assertThat(users.create(user)).isEqualTo(new UserCreation.UnknownGroup("nobody made it"));
        assertThat(users.findByUsername(new UserName("jane"))).isEmpty();
    }

    @Test
    void changesOnlyWhatIsNamed() {
        groups.create(new GroupName("editors"));
        User before = created(
                new NewUser(new UserName("jane"), HASH, "j@example.com", "Jane", "Doe", false, List.of("editors")));

        UserOutcome outcome = users.update(before.id(), new UserChange(null, null, "Janet", null, null, null));

        assertThat(outcome).isEqualTo(new Done());
        assertThat(users.find(before.id()))
                .contains(new User(
                        before.id(),
                        before.username(),
                        "j@example.com",
                        "Janet",
                        "Doe",
                        false,
                        true,
                        2,
                        List.of("editors")));
    }

    @Test
    void replacesTheGroups() {
        groups.create(new GroupName("editors"));
        groups.create(new GroupName("readers"));
        User user = created(new NewUser(new UserName("jane"), HASH, "", "", "", false, List.of("editors")));

        users.update(user.id(), changeOfGroups(List.of("READERS", "readers")));

        assertThat(users.find(user.id()).orElseThrow().groups()).containsExactly("readers");
    }

    @Test
    void undoesAChangeThatNamesAnUnknownGroup() {
        User user = create("jane");

        assertThat(users.update(user.id(), changeOfGroups(List.of("unknown"))))
                .isEqualTo(new UserOutcome.UnknownGroup("unknown"));
        assertThat(users.find(user.id())).contains(user);
    }

    @Test
    void renamesUnlessTheNameIsTaken() {
        User jane = create("jane");
        create("john");

        assertThat(users.update(jane.id(), changeOfName("JOHN")))
                .isEqualTo(new UserOutcome.UsernameTaken(new UserName("JOHN")));
        assertThat(users.update(jane.id(), changeOfName("Jane"))).isEqualTo(new Done());
        assertThat(users.find(jane.id()).orElseThrow().username().value()).isEqualTo("Jane");
    }

    @Test
    void raisesTheVersionAndNotesTheTimeOfEachChange() {
        User user = create("jane");

        users.update(user.id(), changeOfName("janet"));
        users.setPassword(user.id(), otherHash());
        users.disable(user.id());

        assertThat(users.find(user.id()).orElseThrow().version()).isEqualTo(4);
        assertThat(changedAt(user)).isEqualTo(NOW);
    }

    @Test
    void losesNoVersionAmongSimultaneousChanges() throws Exception {
        User user = create("jane");

        atOnce(8, i -> users.update(user.id(), new UserChange(null, null, "name " + i, null, null, null)));

        assertThat(users.find(user.id()).orElseThrow().version()).isEqualTo(9);
    }

    @Test
    void neverTouchesAnAdministratorOnBehalfOfAnApi() {
        User admin = created(NewUser.of(new UserName("root"), HASH).asAdministrator());

        assertThat(users.update(admin.id(), changeOfName("mine"))).isEqualTo(new IsAdministrator());
        assertThat(users.disable(admin.id())).isEqualTo(new IsAdministrator());
        assertThat(users.find(admin.id())).contains(admin);
    }

    @Test
    void letsTheProviderChangeAnAdministrator() {
        User admin = created(NewUser.of(new UserName("root"), HASH).asAdministrator());

        assertThat(users.setPassword(admin.id(), otherHash())).isEqualTo(new Done());
        assertThat(users.disableAnyone(admin.id())).isEqualTo(new Done());
    }

    @Test
    void keepsADisabledUsersNameAndChangesNothingMore() {
        User user = create("jane");

        assertThat(users.disable(user.id())).isEqualTo(new Done());

        assertThat(users.disable(user.id())).isEqualTo(new NotFound());
        assertThat(users.update(user.id(), changeOfName("janet"))).isEqualTo(new NotFound());
        assertThat(users.setPassword(user.id(), HASH)).isEqualTo(new NotFound());
        assertThat(users.create(NewUser.of(new UserName("jane"), otherHash()))).isInstanceOf(UsernameTaken.class);
        assertThat(users.credentials(new UserName("jane")).orElseThrow().enabled())
                .isFalse();
    }

    @Test
    void doesNotKnowIdsThatWereNeverGiven() {
        assertThat(users.find(0)).isEmpty();
        assertThat(users.find(Long.MAX_VALUE)).isEmpty();
        assertThat(users.update(-1, changeOfName("x"))).isEqualTo(new NotFound());
    }

    @Test
    void pagesInOrderOfIdWithAndWithoutTheDisabled() {
        User first = create("first");
        User second = create("second");
        User third = create("third");
        users.disable(second.id());

        assertThat(users.pageOfEnabled(0, 10)).containsExactly(first, third);
        assertThat(users.page(0, 10)).extracting(User::id).containsExactly(first.id(), second.id(), third.id());
        assertThat(users.page(first.id(), 1)).extracting(User::id).containsExactly(second.id());
        assertThat(users.page(third.id(), 1)).isEmpty();
    }

    @Test
    void handsOutCredentialsThatKeepTheHashToThemselves() {
        create("jane");

        Credentials credentials = users.credentials(new UserName("JANE")).orElseThrow();

        assertThat(credentials.passwordHash()).isEqualTo(HASH);
        assertThat(credentials.version()).isEqualTo(1);
        assertThat(credentials.toString()).doesNotContain("argon2");
        assertThat(NewUser.of(new UserName("jane"), HASH).toString()).doesNotContain("argon2");
    }

    private UserChange changeOfName(String name) {
        return new UserChange(new UserName(name), null, null, null, null, null);
    }

    private static UserChange changeOfGroups(List<String> names) {
        return new UserChange(null, null, null, null, null, names);
    }

    private User create(String name) {
        return created(NewUser.of(new UserName(name), HASH));
    }

    private User created(NewUser user) {
        return ((Created) users.create(user)).user();
    }

    private static String otherHash() {
        return HASH.replace('a', 'b');
    }

    private long changedAt(User user) {
        return database.withHandle(handle -> handle.createQuery("SELECT changed_at FROM account_user WHERE id = :id")
                .bind("id", user.id())
                .mapTo(Long.class)
                .one());
    }

    private interface Numbered<T> {
        T run(int number);
    }

    private static <T> List<T> atOnce(int times, Numbered<T> work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(() -> work.run(number));
            }
            List<T> outcomes = new ArrayList<>();
            for (Future<T> call : threads.invokeAll(calls)) {
                outcomes.add(call.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
