package dev.latchkey.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.GroupOutcome.Done;
import dev.latchkey.accounts.GroupOutcome.NameTaken;
import dev.latchkey.accounts.GroupOutcome.NotFound;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class GroupStoreTest {
    private final GroupStore groups;
    private final UserStore users;

    GroupStoreTest(TestDatabase kind) {
        Database database = AccountsTables.emptyOn(kind);
        groups = new GroupStore(database, InstantSource.system());
        users = new UserStore(database, InstantSource.system());
    }

    @Test
    void storesAGroupUnderItsName() {
        Group group = created("Ärzte \ud83d\ude00");

        assertThat(group.name()).isEqualTo("Ärzte \ud83d\ude00");
        assertThat(groups.find(group.id())).contains(group);
    }

    @Test
    void letsNoLookAlikeIn() {
        created("Editors");

        assertThat(groups.create(new GroupName("ÉDITORS"))).isEqualTo(new NameTaken(new GroupName("ÉDITORS")));
    }

    @Test
    void tellsNamesApartByBlanksWithin() {
        created("a b");

        assertThat(groups.create(new GroupName("a  b"))).isInstanceOf(Done.class);
    }

    @Test
    void renamesUnlessTheNameIsTaken() {
        Group editors = created("editors");
        created("readers");

        assertThat(groups.rename(editors.id(), new GroupName("Readers"))).isInstanceOf(NameTaken.class);
        assertThat(groups.rename(editors.id(), new GroupName("Editors")))
                .isEqualTo(new Done(new Group(editors.id(), "Editors")));
        assertThat(groups.rename(-1, new GroupName("x"))).isEqualTo(new NotFound());
    }

    @Test
    void pagesInOrderOfId() {
        Group first = created("z");
        Group second = created("a");

        assertThat(groups.page(0, 10)).containsExactly(first, second);
        assertThat(groups.page(first.id(), 1)).containsExactly(second);
    }

    @Test
    void takesItsMembershipsAlongAndRaisesItsMembersVersions() {
        Group editors = created("editors");
        User member = member("jane", "editors");
        User stranger = ((UserCreation.Created) users.create(NewUser.of(new UserName("john"), "x"))).user();

        assertThat(groups.delete(editors.id())).isEqualTo(new Done(editors));

        assertThat(groups.find(editors.id())).isEmpty();
        User now = users.find(member.id()).orElseThrow();
        assertThat(now.groups()).isEmpty();
        assertThat(now.version()).isEqualTo(2);
        assertThat(users.find(stranger.id())).contains(stranger);
        assertThat(groups.delete(editors.id())).isEqualTo(new NotFound());
    }

    @Test
    void takesADeletedGroupForAnUnknownOneHoweverCloseTheRace() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 200; i++) {
                Group group = created("group " + i);
                NewUser joining = new NewUser(new UserName("u" + i), "x" + i, "", "", "", false, List.of(group.name()));
                Future<UserCreation> creation = thread.submit(() -> users.create(joining));

                assertThat(groups.delete(group.id())).isEqualTo(new Done(group));
                assertThat(creation.get()).isInstanceOfAny(UserCreation.Created.class, UserCreation.UnknownGroup.class);
            }
        } finally {
            thread.shutdownNow();
        }
    }

    private User member(String name, String group) {
        NewUser user = new NewUser(new UserName(name), "y", "", "", "", false, List.of(group));
        return ((UserCreation.Created) users.create(user)).user();
    }

    private Group created(String name) {
        return ((Done) groups.create(new GroupName(name))).group();
    }
}
