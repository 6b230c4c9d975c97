package dev.latchkey.accounts.database;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Connects to one of several equal hosts, as the nodes of a cluster are: to the one that took the last connection,
 * else to the next that takes one.
 *
 * <p>The driver could do that itself, but it would also lead a connection that is in use to another host, where it
 * would find the first host's prepared statements in its cache and a session that {@link ClusterReads} did not prepare.
 */
final class HostList extends MysqlDataSource {
    private static final long serialVersionUID = 1;
    private static final Pattern SEVERAL = Pattern.compile("(jdbc:mysql://(?:[^/@]*@)?)([^/@(?]+,[^/@(?]+)(/.*)");
    private static final String CONNECT_TIMEOUT = "connectTimeout";
    private static final String ANSWER_TIMEOUT = "socketTimeout";

    private final transient List<String> urls;
    private final transient Properties options;
    private volatile int current;

    private HostList(List<String> urls, Properties options) {
        this.urls = urls;
        this.options = options;
    }

    /** Whether the URL names several hosts, parted by commas: {@code jdbc:mysql://a:3306,b:3306/name}. */
    static boolean isOne(String url) {
        return SEVERAL.matcher(url).matches();
    }

    /**
     * The hosts of such a URL, connected to with the driver's options, {@code user}, {@code password},
     * {@code connectTimeout} and {@code socketTimeout} among them.
     */
    static HostList of(String url, Properties options) {
        Matcher parts = SEVERAL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("This database URL does not name several hosts.");
        }
        List<String> urls = Arrays.stream(parts.group(2).split(","))
                .map(host -> parts.group(1) + host + parts.group(3))
                .toList();
        return new HostList(urls, options);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(options);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection(options);
    }

    @Override
    protected Connection getConnection(Properties properties) throws SQLException {
        int first = current;
        SQLException failure = new SQLException("The database URL names no host.");
        for (int i = 0; i < urls.size(); i++) {
            int host = (first + i) % urls.size();
            try {
                Connection connection = usable(urls.get(host), properties);
                current = host;
                return connection;
            } catch (SQLException e) {
                failure = e;
            }
        }
        throw failure;
    }

    // A node of a cluster that has lost the others takes connections, but no statement. One that hangs says nothing:
    // the
    // next is asked as soon as if there were no connection.
    private static Connection usable(String url, Properties properties) throws SQLException {
        Properties brief = new Properties();
        brief.putAll(properties);
        brief.setProperty(ANSWER_TIMEOUT, properties.getProperty(CONNECT_TIMEOUT));
        Connection connection = DriverManager.getConnection(url, brief);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            connection.setNetworkTimeout(Runnable::run, Integer.parseInt(properties.getProperty(ANSWER_TIMEOUT)));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
