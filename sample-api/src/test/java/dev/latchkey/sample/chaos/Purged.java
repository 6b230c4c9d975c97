package dev.latchkey.sample.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A million expired rows are deleted while clients get tokens. */
final class Purged implements Fault {
    private static final int EACH = 500_000;
    private static final int CLIENTS = 4;
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double LEAST_RATE = 20_000;
    private static final double LEAST_SHARE = 0.5;

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar provider = ground.provider(0).ready()) {
            fill(ground);
            Caller caller = provider.caller();
            perSecond(ground, caller, MEASURED);
            double usual = perSecond(ground, caller, MEASURED);
            Load load = issuing(ground, caller);
            long begin = System.nanoTime();
            Reply purged;
            Duration took;
            try (load) {
                purged = new Caller(provider.port() + 1, LONGEST).task("purge");
                took = Duration.ofNanos(System.nanoTime() - begin);
            }
            return finding(ground, load, usual, purged, took);
        }
    }

    private static Load issuing(Ground ground, Caller caller) {
        return Load.of(
                CLIENTS, Duration.ZERO, number -> caller.token(ground.service(), "grant_type", "client_credentials"));
    }

    private static double perSecond(Ground ground, Caller caller, Duration time) {
        Load load = issuing(ground, caller);
        try (load) {
            LockSupport.parkNanos(time.toNanos());
            return load.count() / (double) time.toSeconds();
        }
    }

    private static void fill(Ground ground) throws SQLException {
        try (Connection connection = ground.address().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE number (i INT PRIMARY KEY)");
            statement.execute("INSERT INTO number VALUES (0)");
            for (int size = 1; size < EACH; size *= 2) {
                statement.execute(
                        "INSERT INTO number SELECT i + " + size + " FROM number WHERE i + " + size + " < " + EACH);
            }
            // The ids ascend in time, as real ones do.
            statement.execute("INSERT INTO oauth_client_token (id, client_id, scope, audience, issued_at, expires_at)"
                    + " SELECT UNHEX(LPAD(HEX(i), 32, '0')), '"
                    + ground.service().id()
                    + "', 'read', 'http://localhost:8080', 1000000 + i, 4600000 + i FROM number");
            statement.execute(
                    "INSERT INTO oauth_grant (id, client_id, grant_type, user_id, scope, audience, generation,"
                            + " replaced_at, access_sequence, access_scope, access_issued_at, access_expires_at, created_at,"
                            + " expires_at, ends_at, user_version)"
                            + " SELECT UNHEX(LPAD(HEX(i), 32, '0')), '"
                            + ground.web().id()
                            + "', 'password', i, 'read', 'http://localhost:8080', 3, '', 3, 'read', 1000000 + i, 4600000 + i,"
                            + " 1000000 + i, 4600000 + i, 4600000 + i, 1 FROM number");
        }
    }

    private static long left(Ground ground) throws SQLException {
        try (Connection connection = ground.address().connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT (SELECT COUNT(*) FROM oauth_client_token WHERE expires_at"
                                + " < 5200000) + (SELECT COUNT(*) FROM oauth_grant WHERE expires_at < 5200000)")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Finding finding(Ground ground, Load load, double usual, Reply purged, Duration took) throws SQLException {
        double seconds = took.toNanos() / 1e9;
        double rate = 2 * EACH / seconds;
        double share = load.count() / seconds / usual;
        long failed = Load.count(load.replies(), reply -> !reply.isGood());
        long left = left(ground);
        return new Finding(
                "1,000,000 expired rows are purged at 20,000 a second or more while tokens are issued at half of the usual"
                        + " rate or more",
                String.format(
                        Locale.ROOT,
                        "%s in %.1f s, %.0f rows a second, %d left; issuing at %.2f of its rate, %d of %d tokens failed (%s)",
                        purged.body().strip(),
                        seconds,
                        rate,
                        left,
                        share,
                        failed,
                        load.count(),
                        Timing.of(load.replies())),
                left == 0 && failed == 0 && purged.isGood(),
                rate >= LEAST_RATE && share >= LEAST_SHARE);
    }
}
