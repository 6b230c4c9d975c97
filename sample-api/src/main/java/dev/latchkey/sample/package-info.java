/** A users and groups API behind the auth filter: what a newcomer copies. */
@NullMarked
package dev.latchkey.sample;

import org.jspecify.annotations.NullMarked;
