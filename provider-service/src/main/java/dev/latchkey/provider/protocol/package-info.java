/** OAuth words without I/O: parameters, errors, grant types, redirect URIs, sealed handles and server secrets. */
@NullMarked
package dev.latchkey.provider.protocol;

import org.jspecify.annotations.NullMarked;
