/** What an API author types: annotations, the principal and the validation contract. */
@NullMarked
package dev.latchkey.auth;

import org.jspecify.annotations.NullMarked;
