package dev.latchkey.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the lines of {@code ACCEPTANCE.md} that a test covers, e.g. {@code @Contract({12, 13})}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Contract {

    /** The numbers, written as literals: {@link ContractCoverage} reads the source text. */
    int[] value();
}
