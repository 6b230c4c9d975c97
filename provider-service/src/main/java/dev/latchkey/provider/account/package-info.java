/** The account of whoever is logged in: what they allowed to whom, their password and their sessions. */
@NullMarked
package dev.latchkey.provider.account;

import org.jspecify.annotations.NullMarked;
