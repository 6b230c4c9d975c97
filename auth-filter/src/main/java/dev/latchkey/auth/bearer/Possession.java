package dev.latchkey.auth.bearer;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.dpop.DpopExamination;
import dev.latchkey.auth.dpop.DpopExamination.Proven;
import dev.latchkey.auth.dpop.DpopExamination.Refused;
import dev.latchkey.auth.dpop.DpopProofs;
import dev.latchkey.auth.dpop.DpopRequest;
import dev.latchkey.auth.dpop.DpopUse;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the sender of a token prove that the key is at hand, once per request (RFC 9449 section 7). */
final class Possession {
    private static final Logger LOGGER = LoggerFactory.getLogger(Possession.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final DpopProofs proofs;
    private final BearerRefusals refusals;

    Possession(DpopProofs proofs, BearerRefusals refusals) {
        this.proofs = proofs;
        this.refusals = refusals;
    }

    /**
     * The key that the request's proof is by; whether the proof is new is asked when the token is known to be good.
     *
     * @throws BearerRefusal if there is not exactly one good proof
     */
    Proven prove(ContainerRequestContext request, PresentedToken token) {
        List<String> headers = request.getHeaders().getOrDefault("DPoP", List.of());
        DpopExamination examination = proofs.examine(new DpopRequest(
                headers, SentMethod.of(request), request.getUriInfo().getRequestUri(), token.value()));
        if (examination instanceof Proven proven) {
            return proven;
        }
        if (examination instanceof Refused refused) {
            LOGGER.info("Refused the DPoP proof for token {}: {}", token.fingerprint(), refused.logReason());
            throw refusals.badProof();
        }
        LOGGER.info("Refused the DPoP proof for token {}: no current nonce", token.fingerprint());
        throw refusals.nonceWanted(proofs.nextNonce());
    }

    /**
     * Uses the proof up.
     *
     * @throws BearerRefusal if it was used before
     */
    void use(Proven proof, PresentedToken token) {
        DpopUse use = proofs.use(proof);
        if (use == DpopUse.REPLAYED) {
            LOGGER.info("Refused the DPoP proof for token {}: it was used before", token.fingerprint());
            throw refusals.badProof();
        }
        if (use == DpopUse.UNKNOWN) {
            LOGGER.warn("Cannot tell whether a DPoP proof is new: raise dpop.replays");
            throw refusals.unavailable(RETRY_AFTER);
        }
    }
}
