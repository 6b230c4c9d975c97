package dev.latchkey.provider.application;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.resource.Resources;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The applications that people register for themselves.
 *
 * @param enabled whether they may; yes when left out
 * @param scopes what such an application may have, and gets when it asks for nothing; none when left out
 * @param passwordGrant whether everybody may register one that uses the password grant, not only administrators
 * @param maximum how many a person may have; 20 when left out
 * @param secretOverlap how long older secrets work on after a new one was made; 24 hours when left out
 */
public record ApplicationSettings(
        @JsonProperty("enabled") @Nullable Boolean enabled,
        @JsonProperty("scopes") @Nullable List<String> scopes,
        @JsonProperty("passwordGrant") boolean passwordGrant,

        @JsonProperty("maximum") @Min(1) @Max(1_000) @Nullable
        Integer maximum,

        @JsonProperty("secretOverlap") @MaxDuration(value = 30, unit = TimeUnit.DAYS) @Nullable
        Duration secretOverlap) {
    private static final int TWENTY = 20;
    private static final Duration DAY = Duration.hours(24);

    public ApplicationSettings {
        scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }

    /** The defaults. */
    public static ApplicationSettings defaults() {
        return new ApplicationSettings(null, null, false, null, null);
    }

    /** Whether people may register applications. */
    public boolean isEnabled() {
        return enabled == null || enabled;
    }

    /** What contradicts the resources, as a sentence with the fix; empty when nothing does. */
    public Optional<String> contradiction(Resources resources) {
        return granted().stream()
                .filter(scope -> resources.resourceOf(scope).isEmpty())
                .findFirst()
                .map(scope ->
                        "scopes lists \"" + scope + "\", which no resource has: add it there, or remove it here.");
    }

    private List<String> granted() {
        return scopes == null ? List.of() : scopes;
    }

    ScopeSet scopeSet() {
        return ScopeSet.of(granted());
    }

    int most() {
        return maximum == null ? TWENTY : maximum;
    }

    java.time.Duration overlap() {
        return (secretOverlap == null ? DAY : secretOverlap).toJavaDuration();
    }
}
