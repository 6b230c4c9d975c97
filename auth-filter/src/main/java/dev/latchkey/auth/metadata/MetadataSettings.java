package dev.latchkey.auth.metadata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.auth.UriSyntax;
import dev.latchkey.auth.jose.IssuerUri;
import jakarta.validation.constraints.AssertTrue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the API describes itself (RFC 9728); in a file {@code true} is short for the defaults.
 *
 * @param enabled whether the document is served and the challenges point to it
 * @param resource the URL of the API; null for the audience
 * @param name the name of the API for people; null for none
 * @param scopes the scopes that are listed; null for those that the endpoints' rules name
 */
public record MetadataSettings(
        boolean enabled,
        @Nullable String resource,
        @Nullable String name,
        @Nullable List<String> scopes) {
    /** No document. */
    public static final MetadataSettings OFF = new MetadataSettings(false, null, null, null);

    /** Reads the section of a file; one that is there is meant to be on. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public static MetadataSettings of(
            @JsonProperty("enabled") @Nullable Boolean enabled,
            @JsonProperty("resource") @Nullable String resource,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("scopes") @Nullable List<String> scopes) {
        return new MetadataSettings(enabled == null || enabled, resource, name, scopes);
    }

    /** Reads {@code true} or {@code false}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MetadataSettings of(boolean enabled) {
        return new MetadataSettings(enabled, null, null, null);
    }

    /** Whether the resource, if one is given, is a URL that clients can use. */
    @JsonIgnore
    @AssertTrue(
            message = "resource must be the https URL of this API, without query and fragment; http on loopback only")
    public boolean isResourceAnUrl() {
        return resource == null || isUrl(resource);
    }

    /** Whether the API has a URL: its own, or else its audience. */
    public boolean isComplete(String audience) {
        return !enabled || isUrl(resource == null ? audience : resource);
    }

    private static boolean isUrl(String value) {
        return UriSyntax.parse(value)
                .filter(uri -> IssuerUri.isSafe(uri) && uri.getRawQuery() == null && uri.getRawFragment() == null)
                .isPresent();
    }
}
