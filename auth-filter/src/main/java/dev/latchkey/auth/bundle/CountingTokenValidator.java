package dev.latchkey.auth.bundle;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the outcomes of another validator under {@code dev.latchkey.auth.validations.}. */
final class CountingTokenValidator implements TokenValidator {
    private final TokenValidator validator;
    private final Counter valid;
    private final Counter unavailable;
    private final Map<TokenFault, Counter> rejected = new EnumMap<>(TokenFault.class);

    CountingTokenValidator(TokenValidator validator, MetricRegistry metrics) {
        this.validator = validator;
        this.valid = counter(metrics, "valid");
        this.unavailable = counter(metrics, "unavailable");
        for (TokenFault fault : TokenFault.values()) {
            rejected.put(fault, counter(metrics, fault.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public TokenValidation validate(PresentedToken token) {
        TokenValidation validation = validator.validate(token);
        counterOf(validation).inc();
        return validation;
    }

    private Counter counterOf(TokenValidation validation) {
        if (validation instanceof Valid) {
            return valid;
        }
        return validation instanceof Rejected rejection
                ? rejected.getOrDefault(rejection.fault(), unavailable)
                : unavailable;
    }

    private static Counter counter(MetricRegistry metrics, String outcome) {
        return metrics.counter("dev.latchkey.auth.validations." + outcome);
    }
}
