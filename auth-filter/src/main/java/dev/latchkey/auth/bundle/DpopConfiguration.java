package dev.latchkey.auth.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import dev.latchkey.auth.dpop.DpopMode;
import dev.latchkey.auth.dpop.DpopSettings;
import dev.latchkey.auth.dpop.ExternalAddress;
import dev.latchkey.auth.jose.SigningAlgorithm;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code dpop}: what the API makes of tokens that are bound to a key (RFC 9449). A single word stands for the
 * mode: {@code dpop: required}.
 *
 * @param mode {@code off}, {@code allowed} or {@code required}; allowed by default
 * @param uri where clients see this API, up to the path that the application sees; the origin of the audience by default;
 *     {@code request} for what the request says
 * @param tolerance how far a proof's {@code iat} may be from this clock, 1 s to 5 min; 60 s by default
 * @param nonce whether proofs must have a nonce of this process; not by default
 * @param replays how many proofs are remembered at once, 1,000 to 10,000,000; 200,000 by default
 */
public record DpopConfiguration(
        @JsonDeserialize(using = ModeReader.class) DpopMode mode,
        String uri,

        @MinDuration(value = 1, unit = TimeUnit.SECONDS) @MaxDuration(value = 5, unit = TimeUnit.MINUTES)
        Duration tolerance,

        Boolean nonce,
        @Min(1_000) @Max(10_000_000) Integer replays) {
    private static final String BY_REQUEST = "request";
    private static final Duration DEFAULT_TOLERANCE = Duration.seconds(60);
    private static final int DEFAULT_REPLAYS = 200_000;

    static final DpopConfiguration DEFAULT = of("allowed");

    /** Fills in what the file leaves out. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public DpopConfiguration {
        mode = orElse(mode, DpopMode.ALLOWED);
        uri = orElse(uri, "");
        tolerance = orElse(tolerance, DEFAULT_TOLERANCE);
        nonce = orElse(nonce, false);
        replays = orElse(replays, DEFAULT_REPLAYS);
    }

    /**
     * Reads the mode alone.
     *
     * @throws IllegalArgumentException if it is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DpopConfiguration of(String mode) {
        DpopMode known =
                mode(mode).orElseThrow(() -> new IllegalArgumentException("dpop must be off, allowed or required"));
        return new DpopConfiguration(known, "", DEFAULT_TOLERANCE, false, DEFAULT_REPLAYS);
    }

    /** Reads what YAML makes of {@code off}: false. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DpopConfiguration of(boolean on) {
        return of(on ? "allowed" : "off");
    }

    /** Whether the address is one. */
    @JsonIgnore
    @AssertTrue(message = "uri must be an http or https URL without query, such as https://api.example.com, or request")
    public boolean isUriUsable() {
        return uri.isBlank() || address("").isPresent();
    }

    /** Where clients see this API; empty if nothing says so. */
    Optional<ExternalAddress> address(String audience) {
        if (uri.equals(BY_REQUEST)) {
            return Optional.of(ExternalAddress.ofRequest());
        }
        try {
            return uri.isBlank() ? ExternalAddress.originOf(audience) : Optional.of(ExternalAddress.of(uri));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How proofs are judged; not at all where it is not known what they must name. */
    DpopSettings settings(String audience, Set<SigningAlgorithm> algorithms) {
        return address(audience)
                .map(address -> new DpopSettings(mode, address, algorithms, tolerance.toJavaDuration(), nonce, replays))
                .orElseGet(DpopSettings::off);
    }

    private static <T> T orElse(@Nullable T given, T otherwise) {
        return Objects.requireNonNullElse(given, otherwise);
    }

    private static Optional<DpopMode> mode(String text) {
        return Arrays.stream(DpopMode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(text))
                .findFirst();
    }

    /** Reads a mode, {@code off} too, which YAML takes for a boolean. */
    private static final class ModeReader extends JsonDeserializer<DpopMode> {
        @Override
        public DpopMode deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.hasToken(JsonToken.VALUE_FALSE) ? "off" : parser.getText();
            return mode(text)
                    .orElseThrow(() -> InvalidFormatException.from(
                            parser, "mode must be off, allowed or required", text, DpopMode.class));
        }
    }
}
