package dev.latchkey.auth.dpop;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a token that is bound to a key ({@code cnf}) unless its sender has proven to have that key, and one that is not
 * bound when its sender says it is (RFC 9449 section 7). Stands before every cache, so that it is asked each time.
 */
public final class KeyBindingTokenValidator implements TokenValidator {
    private final TokenValidator validator;

    /** Adds the binding to what another validator demands. */
    public KeyBindingTokenValidator(TokenValidator validator) {
        this.validator = validator;
    }

    @Override
    public TokenValidation validate(PresentedToken token) {
        TokenValidation validation = validator.validate(token);
        if (!(validation instanceof Valid valid)) {
            return validation;
        }
        String fault = fault(valid.principal().claims().get("cnf"), token.provenKey());
        return fault.isEmpty() ? valid : new Rejected(TokenFault.INVALID, fault);
    }

    // A binding of another kind, such as to a certificate (RFC 8705), is not proven by a DPoP key.
    private static String fault(@Nullable Object binding, @Nullable String key) {
        if (key == null) {
            return binding == null ? "" : "cnf: the token is bound to a key and came without a proof of it";
        }
        return Map.of("jkt", key).equals(binding) ? "" : "cnf: the token is not bound to the proven key";
    }
}
