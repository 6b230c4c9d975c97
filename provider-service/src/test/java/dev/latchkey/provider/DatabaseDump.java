package dev.latchkey.provider;

import dev.latchkey.accounts.database.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** All rows of all tables at one moment, as a backup has them. */
final class DatabaseDump {
    private static final String TABLES =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA()";

    private final Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();

    private DatabaseDump() {}

    static DatabaseDump of(Database database) {
        return database.withHandle(handle -> {
            DatabaseDump dump = new DatabaseDump();
            tables(handle).forEach(table -> dump.rows.put(table, rows(handle, table)));
            return dump;
        });
    }

    // Those of Liquibase say which tables there are, and nothing of anybody.
    private static List<String> tables(Handle handle) {
        return handle.select(TABLES).mapTo(String.class).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !name.startsWith("databasechangelog"))
                .toList();
    }

    private static List<Map<String, Object>> rows(Handle handle, String table) {
        return handle.createQuery("SELECT * FROM " + table)
                .map((row, context) -> values(row))
                .list();
    }

    private static Map<String, Object> values(ResultSet row) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            values.put(row.getMetaData().getColumnName(i), value instanceof Blob ? row.getBytes(i) : value);
        }
        return values;
    }

    /** The same with nothing in it but these rows again. */
    void restoreTo(Database database) throws SQLException {
        database.withHandle(handle -> {
            boolean h2 = isH2(handle);
            handle.execute(h2 ? "SET REFERENTIAL_INTEGRITY FALSE" : "SET FOREIGN_KEY_CHECKS = 0");
            rows.keySet().forEach(table -> handle.execute("DELETE FROM " + table));
            rows.forEach((table, all) -> all.forEach(row -> insert(handle, table, row)));
            return handle.execute(h2 ? "SET REFERENTIAL_INTEGRITY TRUE" : "SET FOREIGN_KEY_CHECKS = 1");
        });
    }

    private static boolean isH2(Handle handle) throws SQLException {
        return handle.getConnection().getMetaData().getDatabaseProductName().equals("H2");
    }

    private static void insert(Handle handle, String table, Map<String, Object> row) {
        String places = String.join(", ", Collections.nCopies(row.size(), "?"));
        handle.execute(
                "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES (" + places + ")",
                row.values().toArray());
    }

    /** Every value as text; bytes as the text that they may be, and in hexadecimal digits. */
    List<String> texts() {
        return rows.values().stream()
                .flatMap(List::stream)
                .flatMap(row -> row.values().stream())
                .flatMap(DatabaseDump::texts)
                .toList();
    }

    private static Stream<String> texts(Object value) {
        return value instanceof byte[] bytes
                ? Stream.of(
                        new String(bytes, StandardCharsets.ISO_8859_1),
                        HexFormat.of().formatHex(bytes))
                : Stream.of(String.valueOf(value));
    }
}
