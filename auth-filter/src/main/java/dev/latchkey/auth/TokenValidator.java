package dev.latchkey.auth;

/** Decides whether an access token is good; thread-safe. */
@FunctionalInterface
public interface TokenValidator {
    /**
     * Judges a token for this API; answers within about two seconds, whatever the network does.
     *
     * @return the principal, the reason of the refusal, or that the token cannot be judged at present
     */
    TokenValidation validate(PresentedToken token);
}
