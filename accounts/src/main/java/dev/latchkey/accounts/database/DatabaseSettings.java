package dev.latchkey.accounts.database;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Which database to use and how much of it.
 *
 * @param url {@code jdbc:h2:…} (embedded), {@code jdbc:mysql://…}, or {@code mysql://user:password@host:port/name} and
 *     {@code mariadb://…} as a DATABASE_URL usually looks, which become a {@code jdbc:mysql} URL, a user and a password
 * @param user who logs in at the database; before the one in the URL
 * @param password never shown
 * @param maxConnections the size of the pool; 16 unless given
 * @param maxWait how long a request waits for a free connection; 2 s unless given
 */
public record DatabaseSettings(
        @JsonProperty String url,
        @JsonProperty @Nullable String user,
        @JsonProperty @Nullable String password,
        @JsonProperty @Min(1) @Max(1000) Integer maxConnections,
        @JsonProperty Duration maxWait) {
    /** Where the embedded database lies unless a URL is given. */
    public static final String DEFAULT_URL = "jdbc:h2:file:./.latchkey/data/latchkey;AUTO_SERVER=TRUE";

    private static final int DEFAULT_CONNECTIONS = 16;

    /** Fills in the defaults; throws IllegalArgumentException with a sentence for a URL of another database. */
    public DatabaseSettings {
        DatabaseUrl parsed = DatabaseUrl.parse(url == null || url.isBlank() ? DEFAULT_URL : url.strip());
        url = parsed.jdbcUrl();
        user = user == null ? parsed.user() : user;
        password = password == null ? parsed.password() : password;
        maxConnections = maxConnections == null ? DEFAULT_CONNECTIONS : maxConnections;
        maxWait = maxWait == null ? Duration.seconds(2) : maxWait;
    }

    /** Settings with the defaults for everything but the URL. */
    public static DatabaseSettings of(String url) {
        return new DatabaseSettings(url, null, null, DEFAULT_CONNECTIONS, Duration.seconds(2));
    }

    /** Whether the database lives in this machine's files or memory (H2) and not behind a network. */
    public boolean isEmbedded() {
        return url.startsWith(DatabaseUrl.EMBEDDED);
    }

    /** The URL without whatever might be secret in it: for logs and messages. */
    public String shownUrl() {
        return DatabaseUrl.withoutSecrets(url);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + shownUrl() + ", maxConnections=" + maxConnections + "]";
    }
}
