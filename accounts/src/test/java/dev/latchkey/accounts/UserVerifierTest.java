package dev.latchkey.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class UserVerifierTest {
    private final PasswordHasher hasher = new PasswordHasher(1, Duration.ofSeconds(30));
    private final UserStore users;
    private final UserVerifier verifier;

    UserVerifierTest(TestDatabase kind) {
        Database database = AccountsTables.emptyOn(kind);
        users = new UserStore(database, InstantSource.system());
        verifier = new UserVerifier(users, hasher);
    }

    @Test
    void acceptsTheRightPasswordUnderAnyWritingOfTheName() {
        User jane = create("Jane", " sécret\u0000\ud83d\ude00 ");

        assertThat(verifier.verify("jane", " sécret\u0000\ud83d\ude00 "))
                .map(Credentials::userId)
                .contains(jane.id());
        assertThat(verifier.verify("JANE", " sécret\u0000\ud83d\ude00 ")).isPresent();
    }

    @Test
    void refusesAnyOtherPassword() {
        create("jane", "secret");

        assertThat(verifier.verify("jane", "secret ")).isEmpty();
        assertThat(verifier.verify("jane", "Secret")).isEmpty();
        assertThat(verifier.verify("jane", "")).isEmpty();
        assertThat(verifier.verify("jane", "x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void refusesWhoDoesNotExistOrCannot() {
        assertThat(verifier.verify("nobody", "secret")).isEmpty();
        assertThat(verifier.verify("no' OR 1=1 --", "secret")).isEmpty();
        assertThat(verifier.verify("", "")).isEmpty();
    }

    @Test
    void refusesADisabledUser() {
        User jane = create("jane", "secret");
        users.disable(jane.id());

        assertThat(verifier.verify("jane", "secret")).isEmpty();
    }

    @Test
    @Attack({79, 80})
    void hashesOnceForEverybody() {
        create("jane", "secret");
        users.disable(create("joe", "secret").id());
        PasswordHasher busy = new PasswordHasher(0, Duration.ZERO);
        UserVerifier verifierThatCannotHash = new UserVerifier(users, busy);

        for (String name : new String[] {"jane", "joe", "nobody", "", "no' OR 1=1 --", "x".repeat(1_000)}) {
            for (String password : new String[] {"secret", "wrong", "", "x".repeat(100_000)}) {
                assertThatExceptionOfType(PasswordHasherBusyException.class)
                        .as(name + " " + password.length())
                        .isThrownBy(() -> verifierThatCannotHash.verify(name, password));
            }
        }
    }

    private User create(String name, String password) {
        NewUser user = NewUser.of(new UserName(name), hasher.hash(password));
        return ((UserCreation.Created) users.create(user)).user();
    }
}
