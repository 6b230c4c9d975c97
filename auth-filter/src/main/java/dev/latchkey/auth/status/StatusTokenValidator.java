package dev.latchkey.auth.status;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.http.Deadline;
import java.util.Optional;

/**
 * Refuses tokens that another validator finds good but whose status list says otherwise; stands before the cache, so that
 * a remembered token is looked up as well. A token without {@code status} is as good as the other validator finds it.
 */
public final class StatusTokenValidator implements TokenValidator {
    private final TokenValidator validator;
    private final StatusLists lists;

    /** Adds the lists to what another validator demands. */
    public StatusTokenValidator(TokenValidator validator, StatusLists lists) {
        this.validator = validator;
        this.lists = lists;
    }

    @Override
    public TokenValidation validate(PresentedToken token) {
        // Whoever waited for the other validator waits the less for a list.
        Deadline deadline = Deadline.after(StatusListSource.PATIENCE);
        TokenValidation validation = validator.validate(token);
        return validation instanceof Valid valid ? judge(valid, deadline) : validation;
    }

    private TokenValidation judge(Valid valid, Deadline deadline) {
        TokenPrincipal principal = valid.principal();
        Object status = principal.claims().get("status");
        if (status == null) {
            return valid;
        }
        Optional<StatusReference> reference = StatusReference.of(status);
        if (reference.isEmpty()) {
            return new Rejected(TokenFault.INVALID, "status does not name an entry of a status list");
        }
        return lists.refusal(reference.get(), principal.expiresAt(), deadline).orElse(valid);
    }
}
