package dev.latchkey.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the lines of {@code SECURITY.md} that a test covers, e.g. {@code @Attack({12, 13})}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.TYPE})
public @interface Attack {

    /** The numbers, written as literals: {@link ContractCoverage} reads the source text. */
    int[] value();
}
