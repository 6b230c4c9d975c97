/** Devices without a browser of their own: a person allows them on another screen (RFC 8628). */
@NullMarked
package dev.latchkey.provider.device;

import org.jspecify.annotations.NullMarked;
