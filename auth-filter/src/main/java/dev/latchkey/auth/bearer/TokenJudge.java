package dev.latchkey.auth.bearer;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.dpop.DpopExamination.Proven;
import dev.latchkey.auth.dpop.DpopProofs;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the token of a request, has it judged and puts its principal into the security context (RFC 6750, RFC 9449). */
final class TokenJudge {
    private static final Logger LOGGER = LoggerFactory.getLogger(TokenJudge.class);

    private final TokenValidator validator;
    private final BearerRefusals refusals;
    private final FormTokens forms;
    private final OfferedSchemes schemes;
    private final Possession possession;

    TokenJudge(TokenValidator validator, BearerRefusals refusals, FormTokens forms, DpopProofs proofs) {
        this.validator = validator;
        this.refusals = refusals;
        this.forms = forms;
        this.schemes = new OfferedSchemes(proofs);
        this.possession = new Possession(proofs, refusals);
    }

    /**
     * Takes the request's token, if it has one.
     *
     * @return whether it had one
     * @throws BearerRefusal if it is not good, cannot be judged, or what is sent cannot be read in one way only
     */
    boolean authenticate(ContainerRequestContext request) throws IOException {
        if (request.getSecurityContext() instanceof BearerSecurityContext) {
            return true;
        }
        BearerCredentials credentials = BearerCredentials.of(request, forms.of(request));
        if (credentials instanceof BearerCredentials.Malformed malformed) {
            LOGGER.info("Refused a request whose credentials cannot be read: {}", malformed.advice());
            throw refusals.malformed(malformed.advice());
        }
        if (credentials instanceof BearerCredentials.Present present) {
            TokenPrincipal principal = principal(request, present);
            request.setSecurityContext(new BearerSecurityContext(
                    principal, present.token(), request.getSecurityContext(), present.scheme()));
            return true;
        }
        return false;
    }

    // The proof is looked at for each request; that the token is remembered as good does not make it a proof.
    private TokenPrincipal principal(ContainerRequestContext request, BearerCredentials.Present present) {
        PresentedToken token = present.token();
        if (!schemes.include(present.scheme())) {
            LOGGER.info("Refused token {}: sent as {}", token.fingerprint(), present.scheme());
            throw refusals.rejected(TokenFault.INVALID);
        }
        if (present.scheme() == TokenScheme.BEARER) {
            return judge(token);
        }
        Proven proof = possession.prove(request, token);
        TokenPrincipal principal = judge(token.provenBy(proof.thumbprint()));
        possession.use(proof, token);
        return principal;
    }

    private TokenPrincipal judge(PresentedToken token) {
        TokenValidation validation = validator.validate(token);
        if (validation instanceof Valid valid) {
            return valid.principal();
        }
        if (validation instanceof Rejected rejected) {
            LOGGER.info("Refused token {}: {}", token.fingerprint(), rejected.logReason());
            throw refusals.rejected(rejected.fault());
        }
        Unavailable unavailable = (Unavailable) validation;
        LOGGER.info("Cannot judge token {}: {}", token.fingerprint(), unavailable.logReason());
        throw refusals.unavailable(unavailable.retryAfter());
    }
}
