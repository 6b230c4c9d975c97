/** The application around the bundle and its command line. */
@NullMarked
package dev.latchkey.provider.app;

import org.jspecify.annotations.NullMarked;
