package dev.latchkey.provider.store;

import static dev.latchkey.provider.store.ProviderTables.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.LostAnswer;
import dev.latchkey.provider.LostRace;
import dev.latchkey.provider.authorize.AuthorizationCode;
import dev.latchkey.provider.authorize.AuthorizationCodeStore;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.CodeChallenge;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.purge.Purge;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class JdbiAuthorizationCodeStoreTest {
    private static final RowId ATTEMPT = new RowId(5, 6);
    private static final RowId KEEPING = new RowId(9, 10);
    private static final RowId OTHER = new RowId(11, 12);
    private static final Permission PERMISSION = new Permission(ScopeSet.of("read"), "https://api.example");

    private final Database database;
    private final AuthorizationCodeStore store;
    private final GrantUser user;
    private final AuthorizationCode code;

    JdbiAuthorizationCodeStoreTest(TestDatabase kind) {
        database = ProviderTables.emptyOn(kind);
        database.withHandle(handle -> handle.execute("DELETE FROM oauth_authorization_code"));
        store = new JdbiAuthorizationCodeStore(database);
        user = ProviderTables.user(database, "alice");
        code = new AuthorizationCode(
                new RowId(1, 2),
                new ClientId("app"),
                user,
                "https://app.example/cb",
                true,
                PERMISSION,
                new CodeChallenge(CodeChallenge.Method.S256, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                NOW,
                NOW.plusSeconds(60));
    }

    @Test
    void keepsACodeOnce() {
        assertThat(store.keep(code, KEEPING, NOW.plusSeconds(600))).isTrue();
        assertThat(store.keep(code, OTHER, NOW.plusSeconds(600))).isFalse();

        assertThat(store.find(code.id())).hasValueSatisfying(found -> {
            assertThat(found.code()).isEqualTo(code);
            assertThat(found.burnt()).isFalse();
            assertThat(found.userUnchanged()).isTrue();
        });
    }

    @Test
    void recognisesItsOwnRetryAfterALostAnswer() {
        store.keep(code, KEEPING, NOW.plusSeconds(600));

        assertThat(store.redeem(grant(), ATTEMPT, NOW)).isTrue();
        assertThat(store.redeem(grant(), ATTEMPT, NOW)).isTrue();
        assertThat(store.redeem(grant(), new RowId(7, 8), NOW)).isFalse();
    }

    @Test
    void recognisesItsOwnCodeAfterALostAnswer() {
        LostAnswer.during(
                database,
                "INSERT INTO oauth_authorization_code",
                () -> assertThat(store.keep(code, KEEPING, NOW.plusSeconds(600)))
                        .isTrue());

        assertThat(store.keep(code, OTHER, NOW.plusSeconds(600))).isFalse();
    }

    @Test
    @Attack(69)
    void takesNobodyElsesCodeForItsOwnAfterALostRace() {
        LostRace.during(
                database,
                "INSERT INTO oauth_authorization_code",
                () -> store.keep(code, OTHER, NOW.plusSeconds(600)),
                () -> assertThat(store.keep(code, KEEPING, NOW.plusSeconds(600)))
                        .isFalse());
    }

    @Test
    @Attack(69)
    void keepsWhatWasDeniedBurntUntilItExpires() {
        LostAnswer.during(
                database,
                "INSERT INTO oauth_authorization_code",
                () -> assertThat(store.keepBurnt(code, KEEPING, NOW.plusSeconds(600)))
                        .isTrue());

        assertThat(store.keepBurnt(code, OTHER, NOW.plusSeconds(600))).isFalse();
        assertThat(store.keep(code, OTHER, NOW.plusSeconds(600))).isFalse();
        assertThat(store.find(code.id()).orElseThrow().burnt()).isTrue();
        assertThat(store.redeem(grant(), ATTEMPT, NOW)).isFalse();
        new Purge(JdbiExpiredRows.all(database), () -> NOW.plusSeconds(600)).run();
        assertThat(store.find(code.id())).isPresent();
        new Purge(JdbiExpiredRows.all(database), () -> NOW.plusSeconds(601)).run();
        assertThat(store.find(code.id())).isEmpty();
    }

    @Test
    void tellsWhoBurntACode() {
        store.keep(code, KEEPING, NOW.plusSeconds(600));

        assertThat(store.burn(code.id(), NOW)).isTrue();
        assertThat(store.burn(code.id(), NOW)).isFalse();
    }

    @Test
    void redeemsNothingThatIsBurntOrWhoseUserHasChanged() {
        store.keep(code, KEEPING, NOW.plusSeconds(600));
        ProviderTables.users(database).disable(user.id());
        assertThat(store.redeem(grant(), ATTEMPT, NOW)).isFalse();
        assertThat(store.find(code.id()).orElseThrow().userUnchanged()).isFalse();

        store.burn(code.id(), NOW);
        assertThat(store.find(code.id()).orElseThrow().burnt()).isTrue();
        assertThat(store.redeem(grant(), ATTEMPT, NOW)).isFalse();
    }

    @Test
    void makesNoSecondGrantOfACodeThatCameToLifeAgain() {
        store.keep(code, KEEPING, NOW.plusSeconds(600));
        store.redeem(grant(), ATTEMPT, NOW);
        database.withHandle(handle -> handle.execute("DELETE FROM oauth_authorization_code"));
        store.keep(code, KEEPING, NOW.plusSeconds(600));

        assertThat(store.redeem(grant(), new RowId(7, 8), NOW)).isFalse();
    }

    private Grant grant() {
        return new StartedGrant(code.id(), code.client(), GrantType.AUTHORIZATION_CODE).of(user, PERMISSION, NOW);
    }
}
