package dev.latchkey.benchmarks.database;

import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Many grants, all copies of two real ones: those with odd numbers of one that gets JWTs, those with even numbers of one
 * with opaque tokens. What stands in a grant's tokens follows from its number, so that none of them has to be kept.
 */
public final class Grants {
    private static final int CHUNK = 20_000;
    // Ids begin with the time: these are of the last day and older than any that the provider makes meanwhile.
    private static final long AGE_MILLIS = 86_400_000;

    private final HandleSealer sealer;
    private final long begin;
    private final int[] generations;

    /** Numbers 1 to {@code count}; {@code now} in epoch milliseconds. */
    public Grants(HandleSealer sealer, int count, long now) {
        this.sealer = sealer;
        this.begin = now - AGE_MILLIS;
        this.generations = new int[count + 1];
    }

    /** How many there are. */
    public int count() {
        return generations.length - 1;
    }

    /** Makes the rows, out of those of the two grants. */
    public void fill(Schema schema, RowId jwt, RowId opaque) {
        List<String> columns = schema.texts("SELECT column_name FROM information_schema.columns WHERE table_schema ="
                + " DATABASE() AND table_name = 'oauth_grant' ORDER BY ordinal_position");
        String values = columns.stream().map(this::value).collect(Collectors.joining(", "));
        List<String> statements = new ArrayList<>();
        for (int from = 1; from <= count(); from += CHUNK) {
            int to = Math.min(count(), from + CHUNK - 1);
            statements.add("INSERT INTO oauth_grant (" + String.join(", ", columns) + ") SELECT " + values
                    + " FROM seq_" + from + "_to_" + to + " s JOIN oauth_grant g ON g.id = IF(s.seq % 2 = 1, X'" + jwt
                    + "', X'" + opaque + "')");
        }
        statements.add("ANALYZE TABLE oauth_grant");
        schema.execute(statements);
    }

    /** The refresh token that is good at present; the grant's number must be odd. */
    public String refreshToken(int number) {
        return sealer.seal(new Handle(HandleKind.REFRESH_TOKEN, id(number), generations[number]));
    }

    /** Told when that refresh token was used. */
    public void refreshed(int number) {
        generations[number]++;
    }

    /** The opaque access token; the grant's number must be even. */
    public String accessToken(int number) {
        return sealer.seal(new Handle(HandleKind.ACCESS_TOKEN, id(number), 0));
    }

    private RowId id(int number) {
        return new RowId((begin + number) << Short.SIZE, number);
    }

    private String value(String column) {
        return switch (column) {
            case "id" -> "UNHEX(CONCAT(LPAD(HEX(" + begin + " + s.seq), 12, '0'), '0000', LPAD(HEX(s.seq), 16, '0')))";
            case "expires_at" -> "g.expires_at + s.seq";
            default -> "g." + column;
        };
    }
}
