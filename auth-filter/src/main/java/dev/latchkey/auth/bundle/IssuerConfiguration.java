package dev.latchkey.auth.bundle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.validation.TokenExpectations;
import dev.latchkey.auth.validation.TokenType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of the issuers whose tokens are accepted; {@code issuer} must be given.
 *
 * @param issuer the URL of the provider, exactly as its tokens name it; https, or http on a loopback host
 * @param audience the identifier of this API in this issuer's tokens; by default that of the whole section
 * @param mode how its tokens are judged; {@code auto} where {@code introspection} is given, else {@code jwt}
 * @param tokenType how its access tokens are marked; {@code at+jwt} by default
 * @param claims how it names its claims
 * @param introspection how it is asked about tokens; for the modes {@code introspection} and {@code auto}
 * @param tokenPrefix what its tokens that are not JWTs begin with; only needed where several issuers have such
 */
public record IssuerConfiguration(
        @NotBlank(message = "must name the provider whose tokens are accepted, such as https://login.example.com")
        String issuer,

        @NotBlank(message = "must name this API as the tokens do, such as https://api.example.com")
        String audience,

        ValidationMode mode,
        TokenType tokenType,
        @Valid ClaimsConfiguration claims,
        @Valid @Nullable IntrospectionConfiguration introspection,
        String tokenPrefix) {
    /** Fills in what the file leaves out; {@code issuer} and {@code audience} are complained about by validation. */
    public IssuerConfiguration {
        issuer = orElse(issuer, "");
        audience = orElse(audience, "");
        mode = orElse(mode, introspection == null ? ValidationMode.JWT : ValidationMode.AUTO);
        tokenType = orElse(tokenType, TokenType.AT_JWT);
        claims = orElse(claims, ClaimsConfiguration.NONE);
        tokenPrefix = orElse(tokenPrefix, "");
    }

    /** An issuer with all defaults. */
    public static IssuerConfiguration of(String issuer, String audience) {
        return new IssuerConfiguration(
                issuer, audience, ValidationMode.JWT, TokenType.AT_JWT, ClaimsConfiguration.NONE, null, "");
    }

    /** Whether the issuer is a URL that can be trusted; a blank one is somebody else's complaint. */
    @JsonIgnore
    @AssertTrue(
            message = "issuer must be an https URL without query and fragment; http is for a loopback host such as"
                    + " localhost only")
    public boolean isIssuerTrustworthy() {
        return issuer.isBlank() || isIssuerUri(issuer);
    }

    /** Whether the issuer can be asked if that is the mode, and is not told how if it is not. */
    @JsonIgnore
    @AssertTrue(message = "introspection must be given for the modes introspection and auto, and for no other")
    public boolean isModeEquipped() {
        return (mode == ValidationMode.JWT) == (introspection == null);
    }

    IssuerConfiguration orAudience(String otherwise) {
        return audience.isBlank()
                ? new IssuerConfiguration(issuer, otherwise, mode, tokenType, claims, introspection, tokenPrefix)
                : this;
    }

    TokenExpectations expectations(Duration clockSkew) {
        return new TokenExpectations(issuer, audience, clockSkew, tokenType, claims.over(tokenType.claimNames()));
    }

    private static boolean isIssuerUri(String value) {
        try {
            return value.equals(new IssuerUri(value).value());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static <T> T orElse(@Nullable T given, T otherwise) {
        return Objects.requireNonNullElse(given, otherwise);
    }
}
