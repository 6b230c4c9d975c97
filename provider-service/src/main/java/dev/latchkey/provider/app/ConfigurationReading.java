package dev.latchkey.provider.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.datatype.guava.GuavaModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.dropwizard.configuration.ConfigurationFactory;
import io.dropwizard.configuration.ConfigurationFactoryFactory;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.FuzzyEnumModule;
import jakarta.validation.Validator;

/** Reads the configuration as Dropwizard does, but without what pays only where much is read: a start waits for it. */
final class ConfigurationReading implements ConfigurationFactoryFactory<ApplicationConfiguration> {
    // What Dropwizard's own mapper has for configurations. It has Blackbird, too, which makes a class for each
    // property.
    @Override
    public ConfigurationFactory<ApplicationConfiguration> create(
            Class<ApplicationConfiguration> type, Validator validator, ObjectMapper usual, String prefix) {
        ObjectMapper mapper = (isOverridden(prefix) ? new ObjectMapper() : new TypelessMapper())
                .registerModules(
                        new GuavaModule(),
                        new FuzzyEnumModule(),
                        new ParameterNamesModule(),
                        new Jdk8Module(),
                        new JavaTimeModule())
                .setPropertyNamingStrategy(usual.getPropertyNamingStrategy())
                .setSubtypeResolver(usual.getSubtypeResolver());
        return new YamlConfigurationFactory<>(type, validator, mapper, prefix);
    }

    private static boolean isOverridden(String prefix) {
        return System.getProperties().stringPropertyNames().stream().anyMatch(name -> name.startsWith(prefix + "."));
    }

    /** Tells no types. Dropwizard asks for those of all keys, to know which of the overridden ones are lists. */
    private static final class TypelessMapper extends ObjectMapper {
        @Override
        public void acceptJsonFormatVisitor(Class<?> type, JsonFormatVisitorWrapper visitor) {}
    }
}
