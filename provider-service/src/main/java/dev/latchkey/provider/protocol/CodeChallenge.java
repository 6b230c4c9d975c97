package dev.latchkey.provider.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a client binds an authorization code to (RFC 7636 §4.2).
 *
 * @param method how it was made
 * @param value the challenge
 */
public record CodeChallenge(Method method, String value) {
    /** The ways to make one (RFC 7636 §4.2). */
    public enum Method {
        S256("S256"),
        PLAIN("plain");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        /** The word on the wire. */
        public String word() {
            return word;
        }
    }

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{43}");

    /**
     * Checks its form.
     *
     * @throws OAuthException invalid_request when the value cannot be a challenge of this method
     */
    public CodeChallenge {
        Pattern form = method == Method.S256 ? HASH : VERIFIER;
        if (!form.matcher(value).matches()) {
            throw OAuthException.invalidRequest(
                    "The code_challenge is malformed. Send the base64url of the SHA-256 of the verifier, 43 characters.");
        }
    }

    /** Whether it was made of {@code verifier}; takes the same time wherever they differ. */
    public boolean isOf(String verifier) {
        if (!VERIFIER.matcher(verifier).matches()) {
            return false;
        }
        byte[] made = (method == Method.S256 ? hash(verifier) : verifier).getBytes(US_ASCII);
        return MessageDigest.isEqual(made, value.getBytes(US_ASCII));
    }

    private static String hash(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
