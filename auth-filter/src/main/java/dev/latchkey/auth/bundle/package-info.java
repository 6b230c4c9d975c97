/** Setting up the filter in a Dropwizard application: configuration, wiring, health check and metrics. */
@NullMarked
package dev.latchkey.auth.bundle;

import org.jspecify.annotations.NullMarked;
