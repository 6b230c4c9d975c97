package dev.latchkey.sample.chaos;

import java.util.List;
import java.util.function.Function;

/** A kind of thing that is good once, for one thread to make and many to go after. */
interface Prize {
    /** A new one: how to go after it at either provider. */
    Function<Caller, Reply> next() throws Exception;

    /** How many got one of their own by these answers, one of each contender. */
    long winners(List<Reply> replies);
}
