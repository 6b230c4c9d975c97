package dev.latchkey.testing;

/** The account by which tests enter a server; root may not, from anywhere. */
final class SqlAccount {

    private SqlAccount() {}

    /** Writes the statements, one a line, as a server reads them at its start; {@code identified} is {@code BY '…'}. */
    static String statements(String identified) {
        return """
                FLUSH PRIVILEGES;
                CREATE USER 'latchkey'@'127.0.0.1' IDENTIFIED %s;
                GRANT ALL PRIVILEGES ON *.* TO 'latchkey'@'127.0.0.1' WITH GRANT OPTION;
                """.formatted(identified);
    }
}
