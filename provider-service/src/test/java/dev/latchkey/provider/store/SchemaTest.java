package dev.latchkey.provider.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class SchemaTest {
    private static final String IN_SCHEMA = " WHERE LOWER(table_schema) = LOWER(%s)";

    private final Database database;
    private final String schema;

    SchemaTest(TestDatabase kind) {
        database = Database.open(ProviderTables.settings(kind.create("provider_schema")), null);
        schema = kind == TestDatabase.H2 ? "'PUBLIC'" : "DATABASE()";
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isMadeByTheSameChangeSetsOnEveryDatabaseAndStays() {
        assertThat(Schema.isCurrent(database)).isFalse();

        Schema.migrate(database);
        Schema.migrate(database);

        assertThat(Schema.isCurrent(database)).isTrue();
        assertThat(strings("SELECT id FROM DATABASECHANGELOG WHERE exectype = 'EXECUTED' AND id NOT LIKE 'accounts%'"))
                .contains("1-client", "2-client-secret", "3-grant", "4-client-token", "5-signing-key");
        assertThat(strings("SELECT id FROM DATABASECHANGELOG WHERE exectype <> 'EXECUTED'"))
                .isEmpty();
    }

    @Test
    void hasAPrimaryKeyOnEveryTable() {
        Schema.migrate(database);

        List<String> tables = strings("SELECT LOWER(table_name) FROM information_schema.tables"
                + IN_SCHEMA.formatted(schema) + " AND table_type LIKE '%TABLE%'");
        List<String> keyed = strings("SELECT LOWER(table_name) FROM information_schema.table_constraints"
                + IN_SCHEMA.formatted(schema) + " AND constraint_type = 'PRIMARY KEY'");

        assertThat(tables)
                .contains(
                        "oauth_client",
                        "oauth_client_secret",
                        "oauth_grant",
                        "oauth_client_token",
                        "oauth_signing_key",
                        "databasechangelog",
                        "databasechangeloglock");
        assertThat(keyed).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void keepsTimesAsWholeNumbersAndIdentifiersAsBytes() {
        Schema.migrate(database);

        assertThat(types("column_name IN ('created_at', 'expires_at', 'ends_at', 'revoked_at', 'access_expires_at')"))
                .hasSize(1)
                .allMatch(type -> type.contains("bigint"));
        assertThat(types("column_name IN ('client_id', 'scope', 'audience', 'redirect_uris', 'key_id')"))
                .hasSize(1)
                .allMatch(type -> type.startsWith("varbinary") || type.equals("binary varying"));
    }

    private List<String> types(String condition) {
        String lower = condition.replace("column_name", "LOWER(column_name)");
        return strings("SELECT DISTINCT LOWER(data_type) FROM information_schema.columns" + IN_SCHEMA.formatted(schema)
                + " AND LOWER(table_name) LIKE 'oauth%' AND " + lower);
    }

    private List<String> strings(String query) {
        return database.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
