package dev.latchkey.provider.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.UserOutcome;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.LostAnswer;
import dev.latchkey.provider.LostRace;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusIndex;
import dev.latchkey.provider.token.AccessState;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantStatus;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.provider.token.RefreshState;
import dev.latchkey.provider.token.StoredGrant;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class JdbiTokenStoreTest {
    private static final Instant NOW = ProviderTables.NOW;
    private static final RowId ID = new RowId(0x0102_0304_0506_0708L, -2);

    private final Database database;
    private final JdbiTokenStore tokens;
    private final GrantUser jane;

    JdbiTokenStoreTest(TestDatabase kind) {
        database = ProviderTables.emptyOn(kind);
        tokens = new JdbiTokenStore(database, new RevocationView(new JdbiStatusStore(database)));
        jane = ProviderTables.user(database, "jane");
    }

    @Test
    void keepsEverythingOfAGrant() {
        Grant grant = new Grant(
                ID,
                new ClientId("App~1"),
                GrantType.DEVICE_CODE,
                jane,
                new Permission(ScopeSet.of("write", "read"), "https://api.example/\u00e4"),
                new AccessState(Integer.MAX_VALUE, ScopeSet.of("read"), NOW, NOW.plusMillis(3)),
                new RefreshState(7, List.of(NOW.plusMillis(2), NOW), NOW.plusSeconds(1), NOW.plusSeconds(2)),
                new GrantStatus(new StatusIndex(new RowId(1, 2), 3, NOW), new StatusIndex(new RowId(-1, -2), 0, NOW)),
                NOW.minusMillis(1));

        assertThat(tokens.start(grant)).isTrue();

        assertThat(tokens.find(ID)).contains(new StoredGrant(grant, false, true));
    }

    @Test
    void keepsTheLongestValuesThereAre() {
        ScopeSet scope = ScopeSet.of("s".repeat(4_096));
        List<Instant> times = IntStream.range(0, RefreshState.REMEMBERED)
                .mapToObj(i -> NOW.minusMillis(i))
                .toList();
        Grant grant = new Grant(
                new RowId(-1, -1),
                new ClientId("c".repeat(200)),
                new GrantType("g".repeat(100)),
                jane,
                new Permission(scope, "https://api.example/" + "a".repeat(1_980)),
                new AccessState(0, scope, NOW, NOW),
                new RefreshState(0, times, NOW, NOW),
                GrantStatus.none(),
                NOW);

        tokens.start(grant);

        assertThat(tokens.find(grant.id())).contains(new StoredGrant(grant, false, true));
    }

    @Test
    void keepsAGrantWithoutScopes() {
        Grant grant = grant(ID, jane, ScopeSet.empty());

        tokens.start(grant);

        assertThat(tokens.find(ID).orElseThrow().grant()).isEqualTo(grant);
    }

    @Test
    void doesNotKnowIdsThatWereNeverGiven() {
        assertThat(tokens.find(ID)).isEmpty();
    }

    @Test
    void startsNothingForAUserWhoIsDisabledOrChangedOrGone() {
        ProviderTables.users(database).disableAnyone(jane.id());
        GrantUser john = ProviderTables.user(database, "john");

        assertThat(tokens.start(grant(ID, jane))).isFalse();
        assertThat(tokens.start(grant(ID, new GrantUser(john.id(), "john", john.version() + 1))))
                .isFalse();
        assertThat(tokens.start(grant(ID, new GrantUser(-1, "x", 1)))).isFalse();
        assertThat(tokens.find(ID)).isEmpty();
    }

    @Test
    @Attack(103)
    void startsNothingAfterTheUserWasDisabledAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 20; i++) {
                GrantUser user = ProviderTables.user(database, "user" + i);
                Grant grant = grant(new RowId(9, i), user);
                Future<Boolean> started = threads.submit(() -> tokens.start(grant));
                Future<UserOutcome> disabled =
                        threads.submit(() -> ProviderTables.users(database).disableAnyone(user.id()));

                assertThat(disabled.get()).isEqualTo(new UserOutcome.Done());
                assertThat(tokens.find(grant.id()).isPresent()).isEqualTo(started.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void recognisesItsOwnGrantAfterALostCommit() {
        Grant grant = grant(ID, jane);

        assertThat(tokens.start(grant)).isTrue();
        assertThat(tokens.start(grant)).isTrue();

        assertThat(tokens.find(ID).orElseThrow().grant()).isEqualTo(grant);
    }

    @Test
    @Contract(73)
    void tellsWhenTheUserIsDisabled() {
        tokens.start(grant(ID, jane));

        ProviderTables.users(database).disableAnyone(jane.id());

        assertThat(tokens.find(ID).orElseThrow().userEnabled()).isFalse();
        assertThat(tokens.find(ID).orElseThrow().grant().user().version()).isEqualTo(jane.version());
    }

    @Test
    void advancesToTheNextState() {
        Grant before = grant(ID, jane);
        tokens.start(before);
        Grant after = next(before);

        assertThat(tokens.advance(before, after)).isTrue();

        assertThat(tokens.find(ID)).contains(new StoredGrant(after, false, true));
    }

    @Test
    void advancesFromTheStateItWasReadInOnly() {
        Grant first = grant(ID, jane);
        Grant second = next(first);
        tokens.start(first);
        tokens.advance(first, second);

        assertThat(tokens.advance(first, second)).isFalse();
        assertThat(tokens.advance(next(second), next(next(second)))).isFalse();
        assertThat(tokens.advance(grant(new RowId(5, 5), jane), second)).isFalse();
        assertThat(tokens.find(ID).orElseThrow().grant()).isEqualTo(second);
    }

    @Test
    void recognisesItsOwnAdvanceAfterALostAnswer() {
        Grant before = grant(ID, jane);
        tokens.start(before);

        LostAnswer.during(
                database,
                "UPDATE oauth_grant",
                () -> assertThat(tokens.advance(before, next(before))).isTrue());

        assertThat(tokens.find(ID).orElseThrow().grant()).isEqualTo(next(before));
    }

    @Test
    void takesAnothersAdvanceForNoneOfItsOwnAfterALostAnswer() {
        Grant first = grant(ID, jane);
        Grant second = next(first);
        tokens.start(first);
        tokens.advance(first, next(second));

        LostAnswer.during(
                database,
                "UPDATE oauth_grant",
                () -> assertThat(tokens.advance(first, second)).isFalse());
    }

    @Test
    @Contract(68)
    @Attack(134)
    void letsExactlyOneOfFiftyAdvance() throws Exception {
        Grant before = grant(ID, jane);
        tokens.start(before);

        List<Boolean> outcomes = ProviderTables.atOnce(50, () -> tokens.advance(before, next(before)));

        assertThat(outcomes).filteredOn(won -> won).hasSize(1);
        assertThat(tokens.find(ID).orElseThrow().grant()).isEqualTo(next(before));
    }

    @Test
    @Contract(68)
    @Attack(134)
    void takesNobodyElsesStepForItsOwnAfterALostRace() {
        Grant before = grant(ID, jane);
        tokens.start(before);
        Grant rival = changed(before, 7, next(before).refresh());

        LostRace.during(
                database,
                "UPDATE oauth_grant",
                () -> tokens.advance(before, rival),
                () -> assertThat(tokens.advance(before, next(before))).isFalse());

        assertThat(tokens.find(ID).orElseThrow().grant()).isEqualTo(rival);
    }

    @Test
    @Contract(68)
    void letsExactlyOneOfFiftyAdvanceWhereTheGenerationStays() throws Exception {
        Grant before = grant(ID, jane);
        tokens.start(before);
        Grant after = changed(before, before.access().sequence() + 1, before.refresh());

        List<Boolean> outcomes = ProviderTables.atOnce(50, () -> tokens.advance(before, after));

        assertThat(outcomes).filteredOn(won -> won).hasSize(1);
    }

    @Test
    @Attack(135)
    void doesNotAdvanceARevokedGrant() {
        Grant before = grant(ID, jane);
        tokens.start(before);

        tokens.revoke(ID, NOW);
        tokens.revoke(ID, NOW.plusSeconds(1));

        assertThat(tokens.advance(before, next(before))).isFalse();
        assertThat(tokens.find(ID)).contains(new StoredGrant(before, true, true));
    }

    @Test
    void revokesWhatAnotherRequestIsAdvancing() throws Exception {
        Grant before = grant(ID, jane);
        tokens.start(before);

        ProviderTables.atOnce(20, () -> {
            tokens.advance(before, next(before));
            tokens.revoke(ID, NOW);
            return true;
        });

        assertThat(tokens.find(ID).orElseThrow().revoked()).isTrue();
    }

    @Test
    @Contract(74)
    void keepsOneRowHoweverOftenAGrantIsRefreshed() {
        Grant grant = grant(ID, jane);
        tokens.start(grant);
        for (int i = 0; i < 30; i++) {
            Grant after = next(grant);
            tokens.advance(grant, after);
            grant = after;
        }

        assertThat(count("oauth_grant")).isEqualTo(1);
        assertThat(tokens.find(ID).orElseThrow().grant().refresh().replacedAt()).hasSize(RefreshState.REMEMBERED);
    }

    @Test
    void keepsAClientsTokenOnce() {
        ClientToken token = new ClientToken(
                ID, new ClientId("app"), new Permission(ScopeSet.of("read"), "https://api.example"), NOW, NOW);

        tokens.keep(token);
        tokens.keep(token);

        assertThat(count("oauth_client_token")).isEqualTo(1);
    }

    @Test
    void advancesSeveralAtOnce() {
        for (int count = 1; count <= 16; count++) {
            List<Grant> grants = started(count);
            List<GrantStep> steps = grants.stream()
                    .map(grant -> new GrantStep(grant, placed(grant)))
                    .toList();

            int statements = statementsOf(() ->
                    assertThat(tokens.advanceAll(steps)).hasSize(steps.size()).containsOnly(true));

            assertThat(statements).isEqualTo(1);
            assertThat(tokens.findAll(ids(grants))).containsExactlyElementsOf(stored(steps));
        }
    }

    @Test
    @Contract(68)
    @Attack(135)
    void advancesThoseOfSeveralThatStandAsTheyWereRead() {
        List<Grant> grants = started(4);
        Grant moved = grants.get(0);
        Grant revoked = grants.get(1);
        tokens.advance(moved, next(next(moved)));
        tokens.revoke(revoked.id(), NOW);
        Grant unknown = grant(new RowId(404, 404), jane);

        List<Boolean> taken = tokens.advanceAll(Stream.concat(grants.stream(), Stream.of(unknown))
                .map(grant -> new GrantStep(grant, next(grant)))
                .toList());

        assertThat(taken).containsExactly(false, false, true, true, false);
        assertThat(tokens.findAll(ids(grants)))
                .containsExactly(
                        Optional.of(new StoredGrant(next(next(moved)), false, true)),
                        Optional.of(new StoredGrant(revoked, true, true)),
                        Optional.of(new StoredGrant(next(grants.get(2)), false, true)),
                        Optional.of(new StoredGrant(next(grants.get(3)), false, true)));
    }

    @Test
    @Contract(68)
    @Attack(134)
    void letsOneOfTwoAdvanceThatAskTogether() {
        Grant grant = started(2).get(0);
        GrantStep step = new GrantStep(grant, next(grant));
        Grant other = started(1, 77).get(0);

        assertThat(tokens.advanceAll(List.of(step, step, new GrantStep(other, next(other)))))
                .containsExactly(true, false, true);
    }

    @Test
    void recognisesSeveralStepsOfItsOwnAfterALostAnswer() {
        List<GrantStep> steps = started(3).stream()
                .map(grant -> new GrantStep(grant, next(grant)))
                .toList();

        LostRace.during(
                database,
                "UPDATE oauth_grant",
                () -> tokens.advanceAll(steps),
                () -> assertThat(tokens.advanceAll(steps)).containsExactly(true, true, true));
    }

    @Test
    @Contract(68)
    @Attack(134)
    void letsExactlyOneOfFiftyAdvanceEachOfSeveral() throws Exception {
        List<Grant> grants = started(8);
        AtomicInteger turn = new AtomicInteger();

        List<RowId> winners = ProviderTables.atOnce(50, () -> {
                    Grant grant = grants.get(turn.getAndIncrement() % grants.size());
                    return tokens.advance(grant, next(grant)) ? grant.id() : null;
                })
                .stream()
                .filter(Objects::nonNull)
                .toList();

        assertThat(winners).containsExactlyInAnyOrderElementsOf(ids(grants));
    }

    @Test
    void findsSeveralInTheirOrder() {
        List<Grant> grants = started(3);
        RowId unknown = new RowId(404, 404);

        assertThat(tokens.findAll(List.of(
                        grants.get(2).id(),
                        unknown,
                        grants.get(0).id(),
                        grants.get(2).id(),
                        grants.get(1).id())))
                .containsExactly(
                        Optional.of(new StoredGrant(grants.get(2), false, true)),
                        Optional.empty(),
                        Optional.of(new StoredGrant(grants.get(0), false, true)),
                        Optional.of(new StoredGrant(grants.get(2), false, true)),
                        Optional.of(new StoredGrant(grants.get(1), false, true)));
    }

    @Test
    void keepsSeveralTokensWhicheverAreKeptAlready() {
        List<ClientToken> some = IntStream.range(0, 16)
                .mapToObj(i -> new ClientToken(
                        new RowId(i, -i),
                        new ClientId("app"),
                        new Permission(ScopeSet.of("read"), "https://api.example"),
                        NOW,
                        NOW.plusSeconds(i)))
                .toList();
        tokens.keep(some.get(7));

        assertThat(tokens.keepAll(some)).isEqualTo(some);
        assertThat(tokens.keepAll(some)).isEqualTo(some);

        assertThat(count("oauth_client_token")).isEqualTo(16);
        assertThat(new JdbiRevocationStore(database, new RevocationView(new JdbiStatusStore(database)))
                        .findAll(List.of(some.get(15).id(), ID, some.get(3).id())))
                .containsExactly(Optional.of(some.get(15)), Optional.empty(), Optional.of(some.get(3)));
    }

    private int statementsOf(Runnable act) {
        AtomicInteger count = new AtomicInteger();
        SqlLogger before = database.jdbi().getConfig(SqlStatements.class).getSqlLogger();
        database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                count.incrementAndGet();
            }
        });
        try {
            act.run();
        } finally {
            database.jdbi().setSqlLogger(before);
        }
        return count.get();
    }

    private List<Grant> started(int count) {
        return started(count, count);
    }

    private List<Grant> started(int count, long of) {
        List<Grant> grants = IntStream.range(0, count)
                .mapToObj(i -> grant(new RowId(of, -1 - i), jane))
                .toList();
        grants.forEach(tokens::start);
        return grants;
    }

    // With values that are no text, and with none.
    private static Grant placed(Grant grant) {
        Grant after = next(grant);
        StatusIndex place = new StatusIndex(
                new RowId(-2, grant.id().low()), (int) -grant.id().low(), NOW.plusMillis(5));
        GrantStatus status = grant.id().low() % 2 == 0 ? new GrantStatus(place, null) : new GrantStatus(null, place);
        return new Grant(
                after.id(),
                after.client(),
                after.grantType(),
                after.user(),
                after.permission(),
                after.access(),
                after.refresh(),
                status,
                after.createdAt());
    }

    private static List<RowId> ids(List<Grant> grants) {
        return grants.stream().map(Grant::id).toList();
    }

    private static List<Optional<StoredGrant>> stored(List<GrantStep> steps) {
        return steps.stream()
                .map(step -> Optional.of(new StoredGrant(step.after(), false, true)))
                .toList();
    }

    private long count(String table) {
        return database.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private static Grant grant(RowId id, GrantUser user) {
        return grant(id, user, ScopeSet.of("read"));
    }

    private static Grant grant(RowId id, GrantUser user, ScopeSet scope) {
        return new Grant(
                id,
                new ClientId("app"),
                GrantType.PASSWORD,
                user,
                new Permission(scope, "https://api.example"),
                new AccessState(0, scope, NOW, NOW.plusSeconds(60)),
                new RefreshState(0, List.of(), NOW.plusSeconds(600), NOW.plusSeconds(6_000)),
                GrantStatus.none(),
                NOW);
    }

    private static Grant next(Grant grant) {
        RefreshState now = grant.refresh();
        List<Instant> times = IntStream.range(0, Math.min(now.generation() + 1, RefreshState.REMEMBERED))
                .mapToObj(i -> NOW.minusMillis(i))
                .toList();
        RefreshState refresh =
                new RefreshState(now.generation() + 1, times, now.expiresAt().plusMillis(1), now.endsAt());
        return changed(grant, grant.access().sequence() + 1, refresh);
    }

    private static Grant changed(Grant grant, int sequence, RefreshState refresh) {
        AccessState access =
                new AccessState(sequence, ScopeSet.of("read"), NOW.plusMillis(sequence), NOW.plusSeconds(sequence));
        return new Grant(
                grant.id(),
                grant.client(),
                grant.grantType(),
                grant.user(),
                grant.permission(),
                access,
                refresh,
                grant.status(),
                grant.createdAt());
    }
}
