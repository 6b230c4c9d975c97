package dev.latchkey.provider.bundle;

import dev.latchkey.accounts.database.DatabaseSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in at the database, as the settings or the URL say it. Whoever reaches a database behind a network tries the
 * passwords that everybody knows first; on this machine, where tests run, any will do.
 */
final class DatabaseLogin {
    private static final Pattern AUTHORITY = Pattern.compile("jdbc:[a-z0-9:+]*//([^/?;]*)(?:[/?;].*)?");
    private static final Pattern HOST = Pattern.compile("(\\[[^]]*]|[^:]*)(?::[0-9]*)?");
    private static final Pattern LOOPBACK = Pattern.compile("|localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Set<String> DEFAULTS = Set.of(
            "password",
            "passwd",
            "pass",
            "secret",
            "changeme",
            "change-me",
            "change_me",
            "changeit",
            "default",
            "admin",
            "administrator",
            "root",
            "toor",
            "sa",
            "mysql",
            "mariadb",
            "database",
            "latchkey",
            "test",
            "example",
            "guest",
            "user",
            "123456",
            "12345678",
            "123456789",
            "1234",
            "qwerty");

    private final DatabaseSettings settings;

    DatabaseLogin(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** What is wrong with it, as a sentence that says what to do; empty when nothing is. */
    Optional<String> objection() {
        if (isLocal()) {
            return Optional.empty();
        }
        String user = given(settings.user(), "user");
        if (user.isBlank()) {
            return Optional.of("no user logs in at a database on another host: set provider.database.user"
                    + " (DATABASE_USER) to a user of its own for the provider.");
        }
        return isKnown(given(settings.password(), "password"), user)
                ? Optional.of("the password for a database on another host is blank, the user's name, or one that"
                        + " everybody tries first: give the user one from `openssl rand -base64 24` and set"
                        + " provider.database.password (DATABASE_PASSWORD).")
                : Optional.empty();
    }

    private static boolean isKnown(String password, String user) {
        String folded = password.strip().toLowerCase(Locale.ROOT);
        return folded.isEmpty() || folded.equals(user.toLowerCase(Locale.ROOT)) || DEFAULTS.contains(folded);
    }

    private boolean isLocal() {
        if (!SecretFile.mustBeConfigured(settings)) {
            return true;
        }
        Matcher authority = AUTHORITY.matcher(settings.url());
        return authority.matches() && isLoopback(authority.group(1).replaceFirst(".*@", ""));
    }

    private static boolean isLoopback(String hosts) {
        return Stream.of(hosts.split(",", -1))
                .map(HOST::matcher)
                .allMatch(host ->
                        host.matches() && LOOPBACK.matcher(host.group(1)).matches());
    }

    // What the drivers read from the URL: the option of that name, or user:password before the host.
    private String given(@Nullable String set, String name) {
        if (set != null && !set.isBlank()) {
            return set;
        }
        Matcher option = Pattern.compile("(?i)[?;&]" + name + "=([^;&]*)").matcher(settings.url());
        return option.find() ? option.group(1) : beforeHost(name);
    }

    private String beforeHost(String name) {
        Matcher login = Pattern.compile("[^/]*//([^:@/]*)(?::([^@/]*))?@.*").matcher(settings.url());
        if (!login.matches()) {
            return "";
        }
        String part = login.group(name.equals("user") ? 1 : 2);
        return part == null ? "" : part;
    }
}
