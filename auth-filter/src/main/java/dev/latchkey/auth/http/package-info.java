/** Fetching documents by HTTP within bounds: time, size, frequency, no redirects. */
@NullMarked
package dev.latchkey.auth.http;

import org.jspecify.annotations.NullMarked;
