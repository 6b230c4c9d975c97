/** What happened, for those who look into it later: audit events, their log lines and their rows. */
@NullMarked
package dev.latchkey.provider.event;

import org.jspecify.annotations.NullMarked;
