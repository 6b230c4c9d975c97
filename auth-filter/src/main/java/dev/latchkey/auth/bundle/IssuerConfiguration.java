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
 * @param tokenType how its access tokens are marked; {@code at+jwt} by default
 * @param claims how it names its claims
 */
public record IssuerConfiguration(
        @NotBlank(message = "must name the provider whose tokens are accepted, such as https://login.example.com")
        String issuer,

        @NotBlank(message = "must name this API as the tokens do, such as https://api.example.com")
        String audience,

        TokenType tokenType,
        @Valid ClaimsConfiguration claims) {
    /** Fills in what the file leaves out; {@code issuer} and {@code audience} are complained about by validation. */
    public IssuerConfiguration {
        issuer = orElse(issuer, "");
        audience = orElse(audience, "");
        tokenType = orElse(tokenType, TokenType.AT_JWT);
        claims = orElse(claims, ClaimsConfiguration.NONE);
    }

    /** An issuer with all defaults. */
    public static IssuerConfiguration of(String issuer, String audience) {
        return new IssuerConfiguration(issuer, audience, TokenType.AT_JWT, ClaimsConfiguration.NONE);
    }

    /** Whether the issuer is a URL that can be trusted; a blank one is somebody else's complaint. */
    @JsonIgnore
    @AssertTrue(
            message = "issuer must be an https URL without query and fragment; http is for a loopback host such as"
                    + " localhost only")
    public boolean isIssuerTrustworthy() {
        return issuer.isBlank() || isIssuerUri(issuer);
    }

    IssuerConfiguration orAudience(String otherwise) {
        return audience.isBlank() ? new IssuerConfiguration(issuer, otherwise, tokenType, claims) : this;
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
