/** For the tests of an API: an issuer on a loopback port that signs real tokens, good and bad ones. */
@NullMarked
package dev.latchkey.auth.testing;

import org.jspecify.annotations.NullMarked;
