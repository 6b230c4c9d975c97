package com.example.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.provider.bundle.HasProvider;
import dev.latchkey.provider.bundle.ProviderConfiguration;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;

/** The configuration of an application that has a provider in it. */
public final class ShopConfiguration extends Configuration implements HasProvider {
    @Valid
    @JsonProperty
    private ProviderConfiguration provider = ProviderConfiguration.defaults();

    @Override
    public ProviderConfiguration getProvider() {
        return provider;
    }
}
