package dev.latchkey.provider.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.resource.ResourceSettings;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.resource.ScopeSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ApplicationSettingsTest {
    private final Resources resources = new Resources(
            List.of(new ResourceSettings("https://api.example", List.of(ScopeSettings.of("read", null)))));

    @Test
    void takesScopesThatAResourceHas() {
        assertThat(settings("read").contradiction(resources)).isEmpty();
        assertThat(ApplicationSettings.defaults().contradiction(resources)).isEmpty();
    }

    @Test
    void namesAScopeThatNoResourceHas() {
        assertThat(settings("read", "raed").contradiction(resources))
                .contains("scopes lists \"raed\", which no resource has: add it there, or remove it here.");
    }

    private static ApplicationSettings settings(String... scopes) {
        return new ApplicationSettings(null, List.of(scopes), false, null, null);
    }
}
