package dev.latchkey.benchmarks;

import java.util.Map;

/** The names of what is measured, as the table has them, and what each is compared with. */
final class Names {
    static final String RAW = "raw Jetty, form to JSON";
    static final String CEILING = "Dropwizard, form to JSON";
    static final String JWT = "client_credentials, JWT";
    static final String JWT_MANY = "client_credentials, JWT, a million grants";
    static final String OPAQUE = "client_credentials, opaque";
    static final String OPAQUE_MANY = "client_credentials, opaque, a million grants";
    static final String REFRESH = "refresh";
    static final String REFRESH_MANY = "refresh, a million grants";
    static final String INTROSPECTION = "introspection";
    static final String INTROSPECTION_MANY = "introspection, a million grants";
    static final String INSERTS = "database, one-row inserts";
    static final String OPEN = "GET, open";
    static final String OPEN_TO_TOKENS = "GET, open, a token sent";
    static final String STOCK = "GET, Dropwizard's filter";
    static final String PROTECTED = "GET, protected";

    static final String SPRING_JWT = "Spring in memory, plain secret: client_credentials, JWT";
    static final String SPRING_OPAQUE = "Spring in memory, plain secret: client_credentials, opaque";
    static final String SPRING_BCRYPT = "Spring in memory, bcrypt: client_credentials, JWT";
    static final String SPRING_JDBC_JWT = "Spring on MariaDB, plain secret: client_credentials, JWT";
    static final String SPRING_JDBC_OPAQUE = "Spring on MariaDB, plain secret: client_credentials, opaque";
    static final String SPRING_INTROSPECTION = "Spring in memory, two tokens, plain secret: introspection";
    static final String SPRING_JDBC_INTROSPECTION = "Spring on MariaDB, this run's tokens, plain secret: introspection";
    static final String SPRING_OPEN = "Spring: GET, open";
    static final String SPRING_GET_JWT = "Spring: GET, JWT";
    static final String SPRING_GET_OPAQUE = "Spring: GET, opaque";

    static final Map<String, String> REFERENCES = Map.ofEntries(
            Map.entry(CEILING, RAW),
            Map.entry(JWT, CEILING),
            Map.entry(JWT_MANY, JWT),
            Map.entry(OPAQUE, INSERTS),
            Map.entry(OPAQUE_MANY, OPAQUE),
            Map.entry(REFRESH, INSERTS),
            Map.entry(REFRESH_MANY, REFRESH),
            Map.entry(INTROSPECTION, CEILING),
            Map.entry(INTROSPECTION_MANY, INTROSPECTION),
            Map.entry(OPEN_TO_TOKENS, OPEN),
            Map.entry(STOCK, OPEN),
            Map.entry(PROTECTED, OPEN),
            Map.entry(SPRING_JWT, JWT),
            Map.entry(SPRING_OPAQUE, OPAQUE),
            Map.entry(SPRING_BCRYPT, JWT),
            Map.entry(SPRING_JDBC_JWT, JWT),
            Map.entry(SPRING_JDBC_OPAQUE, OPAQUE),
            Map.entry(SPRING_INTROSPECTION, INTROSPECTION),
            Map.entry(SPRING_JDBC_INTROSPECTION, INTROSPECTION),
            Map.entry(SPRING_OPEN, OPEN),
            Map.entry(SPRING_GET_JWT, PROTECTED),
            Map.entry(SPRING_GET_OPAQUE, PROTECTED));

    private Names() {}
}
