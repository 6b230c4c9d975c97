package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.report.Aim;
import dev.latchkey.benchmarks.report.Aim.Pair;
import java.util.List;

/** What the figures are to be. */
final class Aims {
    /** What {@code --check} checks. */
    static final List<Aim> CHECKED = List.of(
            Aim.of("protected-get", Names.PROTECTED, Names.OPEN, 0.95),
            Aim.of("client-credentials-jwt", Names.JWT, Names.CEILING, 0.6),
            Aim.of("client-credentials-opaque", Names.OPAQUE, Names.INSERTS, 0.7),
            Aim.of("refresh", Names.REFRESH, Names.INSERTS, 0.4),
            Aim.of("introspection", Names.INTROSPECTION, Names.CEILING, 0.5),
            new Aim(
                    "million-grants",
                    List.of(
                            new Pair(Names.JWT_MANY, Names.JWT),
                            new Pair(Names.OPAQUE_MANY, Names.OPAQUE),
                            new Pair(Names.REFRESH_MANY, Names.REFRESH),
                            new Pair(Names.INTROSPECTION_MANY, Names.INTROSPECTION)),
                    0.8));

    /** A reference that were slow would make every ratio to it easy. */
    static final Aim CEILING = Aim.of("framework-ceiling", Names.CEILING, Names.RAW, 0.55);

    /** What a run beside the rivals is to show, beyond what {@code --check} checks. */
    static final List<Aim> FURTHER = List.of(
            CEILING,
            // Of the same bytes on the wire: what the filter does, without the reading of a longer header.
            Aim.of("protected-get-same-request", Names.PROTECTED, Names.OPEN_TO_TOKENS, 0.95),
            Aim.of("client-credentials-jwt-to-spring", Names.JWT, Names.SPRING_JWT, 5));

    private Aims() {}
}
