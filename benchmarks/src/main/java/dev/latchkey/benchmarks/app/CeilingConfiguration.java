package dev.latchkey.benchmarks.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.dropwizard.core.Configuration;

/** Reads the provider's own configuration file, and makes nothing of what in it is the provider's. */
@JsonIgnoreProperties(ignoreUnknown = true)
public final class CeilingConfiguration extends Configuration {}
