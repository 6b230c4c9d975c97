/** What people have allowed, remembered so that they are not asked again. */
@NullMarked
package dev.latchkey.provider.consent;

import org.jspecify.annotations.NullMarked;
