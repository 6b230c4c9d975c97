package dev.latchkey.accounts.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database's address as JDBC wants it, with what the address said about user and password apart. */
record DatabaseUrl(
        String jdbcUrl, @Nullable String user, @Nullable String password) {
    static final String EMBEDDED = "jdbc:h2:";

    private static final String NETWORKED = "jdbc:mysql:";
    private static final Pattern SHORT_FORM =
            Pattern.compile("(?:mysql|mariadb)://(?:([^:@/]*)(?::([^@/]*))?@)?([^@/?]+)/([^?]+)(\\?.*)?");
    private static final String WANTED = "The database URL starts with none of jdbc:h2:, jdbc:mysql://, mysql:// and"
            + " mariadb://: write it as mysql://user:password@host:3306/name (a / or @ in the password as %2F or %40).";

    static DatabaseUrl parse(String url) {
        if (url.startsWith(EMBEDDED) || url.startsWith(NETWORKED)) {
            return new DatabaseUrl(url, null, null);
        }
        if (url.startsWith("jdbc:mariadb:")) {
            return new DatabaseUrl("jdbc:mysql:" + url.substring("jdbc:mariadb:".length()), null, null);
        }
        Matcher shortForm = SHORT_FORM.matcher(url);
        if (!shortForm.matches()) {
            throw new IllegalArgumentException(WANTED);
        }
        String options = shortForm.group(5) == null ? "" : shortForm.group(5);
        String jdbcUrl = "jdbc:mysql://" + shortForm.group(3) + "/" + shortForm.group(4) + options;
        return new DatabaseUrl(jdbcUrl, decoded(shortForm.group(1)), decoded(shortForm.group(2)));
    }

    // Users and passwords stand before the last @ or among the options.
    static String withoutSecrets(String url) {
        return url.replaceFirst("//.*@", "//").replaceFirst("[?;].*", "");
    }

    // A plus sign stands for itself here, unlike in a form.
    private static @Nullable String decoded(@Nullable String part) {
        if (part == null) {
            return null;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            // The decoder's own message repeats the password.
            throw new IllegalArgumentException(WANTED);
        }
    }

    @Override
    public String toString() {
        return "DatabaseUrl[" + withoutSecrets(jdbcUrl) + "]";
    }
}
