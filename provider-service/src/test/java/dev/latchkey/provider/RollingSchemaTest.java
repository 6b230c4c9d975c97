package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The tables are changed under a running node: {@code docs/how-to/change-the-tables.md}. What a later version adds is
 * stood for by a column more in each table, and one table more.
 */
@Attack(312)
final class RollingSchemaTest {
    private static final String MIGRATIONS = "dev/latchkey/provider/migrations.xml";
    // What a node of the version before does not notice; comments are none of it.
    private static final Set<String> ADDITIONS =
            Set.of("preConditions", "createTable", "addColumn", "createIndex", "modifySql", "comment");
    // Before the first version that anybody runs.
    private static final Set<String> EARLIER =
            Set.of("status-4-grant", "status-5-live-by-client", "clientauth-1-keys", "admin-2-client-name");

    private final TestClock clock = new TestClock();

    @Test
    void anOldNodeServesOnBesideANewOneWhileTheTablesChange() {
        JdbcAddress address = RunningProvider.migrated(TestDatabase.MARIADB, "rolling_schema");
        RunningProvider old = RunningProvider.under(RunningProvider.SECRET, address, clock);
        try {
            TestClient client = old.registrations().confidential(PASSWORD, REFRESH_TOKEN, CLIENT_CREDENTIALS);
            String chain = works(old, old, client, logIn(old, client));

            change(old.database());

            chain = works(old, old, client, chain);
            RunningProvider later = RunningProvider.under(RunningProvider.SECRET, address, clock);
            try {
                chain = works(old, later, client, chain);
                assertThat(works(later, old, client, chain)).isNotEmpty();
            } finally {
                later.stop();
            }
        } finally {
            old.stop();
        }
    }

    private static void change(Database database) {
        List<String> tables = database.withHandle(handle -> handle.createQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                                + " AND (table_name LIKE 'oauth%' OR table_name LIKE 'account%')")
                .mapTo(String.class)
                .list());
        assertThat(tables).hasSizeGreaterThan(10);
        tables.forEach(table -> database.withHandle(
                handle -> handle.execute("ALTER TABLE " + table + " ADD COLUMN of_the_next_version VARCHAR(100)")));
        database.withHandle(
                handle -> handle.execute("CREATE TABLE oauth_of_the_next_version (id VARBINARY(16) PRIMARY KEY)"));
        database.withHandle(handle -> handle.execute("INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME,"
                + " DATEEXECUTED, ORDEREXECUTED, EXECTYPE)"
                + " VALUES ('next-1', 'latchkey', 'dev/latchkey/provider/migrations.xml', NOW(), 1000, 'EXECUTED')"));
    }

    /** What one node issues the other judges, refreshes and revokes; the next refresh token. */
    private static String works(RunningProvider one, RunningProvider other, TestClient client, String chain) {
        Answer refreshed = other.http().token(client, "grant_type", "refresh_token", "refresh_token", chain);
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
        assertThat(logIn(one, client)).isNotEmpty();
        TestClient service = one.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.of("read"), CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));
        String token =
                one.http().token(service, "grant_type", "client_credentials").text("access_token");
        assertThat(active(other, service, token)).isEqualTo("true");
        assertThat(other.http()
                        .post("/o/revoke_token/", Http.basic(service.id(), service.secret()), "token=" + token)
                        .status())
                .isEqualTo(200);
        assertThat(active(one, service, token)).isEqualTo("false");
        return refreshed.text("refresh_token");
    }

    private static String active(RunningProvider node, TestClient client, String token) {
        return node.http()
                .post("/o/introspect/", Http.basic(client.id(), client.secret()), "token=" + token)
                .text("active");
    }

    private static String logIn(RunningProvider node, TestClient client) {
        Answer answer = node.http()
                .token(
                        client,
                        "grant_type",
                        "password",
                        "username",
                        node.registrations().user(),
                        "password",
                        Registrations.PASSWORD);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("refresh_token");
    }

    @Test
    void changeSetsOnlyAddWhatANodeOfTheVersionBeforeDoesNotNotice() throws Exception {
        for (Element changeSet : elements(changelog())) {
            if (!EARLIER.contains(changeSet.getAttribute("id"))) {
                assertThat(elements(changeSet))
                        .as(changeSet.getAttribute("id"))
                        .allMatch(change -> ADDITIONS.contains(change.getTagName()))
                        .allMatch(RollingSchemaTest::addsNothingThatMustBeWritten);
            }
        }
    }

    private static Element changelog() throws ParserConfigurationException, IOException, SAXException {
        try (InputStream in = RollingSchemaTest.class.getClassLoader().getResourceAsStream(MIGRATIONS)) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
        }
    }

    // An old node inserts rows without the new column.
    private static boolean addsNothingThatMustBeWritten(Element change) {
        if (!change.getTagName().equals("addColumn")) {
            return true;
        }
        return elements(change).stream()
                .noneMatch(column -> !hasDefault(column)
                        && elements(column).stream()
                                .anyMatch(constraint ->
                                        constraint.getAttribute("nullable").equals("false")));
    }

    private static boolean hasDefault(Element column) {
        return Stream.of("defaultValue", "defaultValueNumeric", "defaultValueBoolean")
                .anyMatch(column::hasAttribute);
    }

    private static List<Element> elements(Element parent) {
        NodeList children = parent.getChildNodes();
        return IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}
