package dev.latchkey.auth.dpop;

import dev.latchkey.auth.dpop.DpopExamination.NonceWanted;
import dev.latchkey.auth.dpop.DpopExamination.Proven;
import dev.latchkey.auth.dpop.DpopExamination.Refused;
import dev.latchkey.auth.jose.NumericDate;
import dev.latchkey.auth.jose.ProofVerification;
import dev.latchkey.auth.jose.ProofVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges DPoP proofs by the checks of RFC 9449 section 4.3; thread-safe. */
public final class DpopProofs {
    private static final String TYPE = "dpop+jwt";
    private static final int MAX_IDENTIFIER = 1_024;

    private final DpopSettings settings;
    private final InstantSource clock;
    private final ProofVerifier verifier;
    private final UsedProofs used;
    private final DpopNonces nonces;
    private final List<Check> checks =
            List.of(this::identifier, this::method, this::target, this::issuedAt, this::accessToken, this::nonce);

    /** Judges by these settings. */
    public DpopProofs(DpopSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.verifier = new ProofVerifier(TYPE, settings.algorithms());
        // As long as a proof from the far end of the tolerance could come again, and a little more.
        this.used = new UsedProofs(settings.tolerance().multipliedBy(2).plusSeconds(1), settings.replays());
        this.nonces = new DpopNonces(clock);
    }

    /** Whether proofs are allowed, or required. */
    public DpopMode mode() {
        return settings.mode();
    }

    /** The accepted algorithms as the challenge names them, parted by spaces (RFC 9449 section 7.1). */
    public String algorithms() {
        return settings.algorithms().stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    }

    /** A nonce that is good for five minutes. */
    public String nextNonce() {
        return nonces.next();
    }

    /** How many proofs are remembered, about. */
    public long remembered() {
        return used.size();
    }

    /** Examines the one proof of a request; everything but whether it was used before. */
    public DpopExamination examine(DpopRequest request) {
        if (request.proofs().size() != 1) {
            return new Refused("not exactly one DPoP header");
        }
        ProofVerification verification = verifier.verify(request.proofs().get(0));
        if (verification instanceof ProofVerification.Verified proof) {
            return examine(proof, request);
        }
        return new Refused(((ProofVerification.Refused) verification).logReason());
    }

    /** Uses a proof up. Only for requests whose token is good: what strangers send is not worth remembering. */
    public DpopUse use(Proven proof) {
        return used.use(proof);
    }

    private DpopExamination examine(ProofVerification.Verified proof, DpopRequest request) {
        return checks.stream()
                .flatMap(check -> check.refusal(proof.claims(), request).stream())
                .findFirst()
                .orElseGet(() -> new Proven(
                        proof.thumbprint(), String.valueOf(proof.claims().get("jti"))));
    }

    private Optional<DpopExamination> identifier(Map<String, Object> claims, DpopRequest request) {
        boolean usable = claims.get("jti") instanceof String jti && !jti.isBlank() && jti.length() <= MAX_IDENTIFIER;
        return refuseUnless(usable, "jti is missing or not a text of up to 1024 characters");
    }

    private Optional<DpopExamination> method(Map<String, Object> claims, DpopRequest request) {
        return refuseUnless(request.method().equals(claims.get("htm")), "htm is not the request's method");
    }

    private Optional<DpopExamination> target(Map<String, Object> claims, DpopRequest request) {
        Optional<HttpTarget> named = claims.get("htu") instanceof String htu ? HttpTarget.of(htu) : Optional.empty();
        boolean same = named.isPresent() && named.equals(settings.address().target(request.uri()));
        return refuseUnless(same, "htu is not the request's address as clients see it");
    }

    private Optional<DpopExamination> issuedAt(Map<String, Object> claims, DpopRequest request) {
        boolean recent = NumericDate.read(claims.get("iat"))
                .map(time -> Duration.between(time, clock.instant()).abs())
                .filter(distance -> distance.compareTo(settings.tolerance()) <= 0)
                .isPresent();
        return refuseUnless(recent, "iat is missing, too old or in the future");
    }

    private Optional<DpopExamination> accessToken(Map<String, Object> claims, DpopRequest request) {
        return refuseUnless(digest(request.token()).equals(claims.get("ath")), "ath is not the token's digest");
    }

    // Last: who gets a nonce has done everything else right.
    private Optional<DpopExamination> nonce(Map<String, Object> claims, DpopRequest request) {
        boolean good = !settings.nonce() || (claims.get("nonce") instanceof String nonce && nonces.isCurrent(nonce));
        return good ? Optional.empty() : Optional.of(new NonceWanted());
    }

    private static Optional<DpopExamination> refuseUnless(boolean good, String logReason) {
        return good ? Optional.empty() : Optional.of(new Refused(logReason));
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** One of the checks. */
    @FunctionalInterface
    private interface Check {
        Optional<DpopExamination> refusal(Map<String, Object> claims, DpopRequest request);
    }
}
