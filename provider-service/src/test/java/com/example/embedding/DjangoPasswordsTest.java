package com.example.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.provider.grant.Accounts;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/how-to/migrate-from-django.md shows. */
final class DjangoPasswordsTest {
    // As Django writes it, for the password "l\u00e8tmein".
    private static final String ENCODED = "pbkdf2_sha256$1000$seasalt$JgZryXe2Ga8ysg6XbzkLpTdyPQrHqsinbL9BnnhgX4A=";
    private static final String PASSWORD = "l\u00e8tmein";

    @Test
    void fitDjangosHash() {
        assertThat(DjangoPasswords.fits(PASSWORD, ENCODED)).isTrue();
        assertThat(DjangoPasswords.fits("letmein", ENCODED)).isFalse();
        assertThat(DjangoPasswords.fits(PASSWORD, "!unusable")).isFalse();
        assertThat(DjangoPasswords.fits(PASSWORD, ENCODED.replace("pbkdf2_sha256", "argon2")))
                .isFalse();
    }

    @Test
    void areHashedAnewAtTheFirstLogIn() {
        try (Database database = Database.open(DatabaseSettings.of("jdbc:h2:mem:django;DB_CLOSE_DELAY=-1"), null)) {
            Schema.migrate(database);
            PasswordHasher hasher = PasswordHasher.forThisMachine();
            UserStore users = new UserStore(database, InstantSource.system());
            UserCreation jane = users.create(NewUser.of(new UserName("jane"), hasher.hash("nobody knows")));
            Map<Long, String> oldHashes =
                    new HashMap<>(Map.of(((UserCreation.Created) jane).user().id(), ENCODED));
            DjangoPasswords passwords = new DjangoPasswords(new Accounts(users, hasher, new SecureRandom()), oldHashes);

            assertThat(passwords.authenticate("jane", "letmein")).isEmpty();
            assertThat(oldHashes).hasSize(1);
            assertThat(passwords.authenticate("jane", PASSWORD)).isPresent();
            assertThat(oldHashes).isEmpty();
            assertThat(passwords.authenticate("jane", PASSWORD)).isPresent();
            assertThat(passwords.authenticate("john", PASSWORD)).isEmpty();
        }
    }
}
