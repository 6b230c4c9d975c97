package dev.latchkey.testing;

/** A running server that makes databases. */
interface DatabaseServer {

    /** Makes an empty database of that name, in place of an older one. */
    JdbcAddress create(String name);
}
