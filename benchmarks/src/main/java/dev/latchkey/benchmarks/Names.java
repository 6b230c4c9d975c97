package dev.latchkey.benchmarks;

/** The names of what is measured, as the table has them. */
final class Names {
    static final String RAW = "raw Jetty, form to JSON";
    static final String CEILING = "Dropwizard, form to JSON";
    static final String JWT = "client_credentials, JWT";
    static final String JWT_MANY = "client_credentials, JWT, many grants";
    static final String OPAQUE = "client_credentials, opaque";
    static final String OPAQUE_MANY = "client_credentials, opaque, many grants";
    static final String REFRESH = "refresh";
    static final String REFRESH_MANY = "refresh, many grants";
    static final String INTROSPECTION = "introspection";
    static final String INTROSPECTION_MANY = "introspection, many grants";
    static final String INSERTS = "database, one-row inserts";
    static final String OPEN = "GET, open";
    static final String STOCK = "GET, Dropwizard's filter";
    static final String PROTECTED = "GET, protected";

    private Names() {}
}
