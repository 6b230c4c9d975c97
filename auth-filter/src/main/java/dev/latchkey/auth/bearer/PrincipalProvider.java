package dev.latchkey.auth.bearer;

import dev.latchkey.auth.TokenPrincipal;
import io.dropwizard.auth.Auth;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.GenericType;
import java.lang.reflect.Type;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/**
 * Fills parameters with {@code @Auth TokenPrincipal} or {@code @Auth Principal}, and the {@link Optional} of both.
 *
 * <p>Dropwizard's own provider is left to the application: Jersey takes only one of a class.
 */
final class PrincipalProvider implements ValueParamProvider {
    private static final Map<Type, Class<? extends Principal>> CLASSES =
            Map.of(TokenPrincipal.class, TokenPrincipal.class, Principal.class, Principal.class);
    private static final Map<Type, Class<? extends Principal>> OPTIONALS = Map.of(
            new GenericType<Optional<TokenPrincipal>>() {}.getType(),
            TokenPrincipal.class,
            new GenericType<Optional<Principal>>() {}.getType(),
            Principal.class);

    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        if (!parameter.isAnnotationPresent(Auth.class)) {
            return null;
        }
        Class<? extends Principal> needed = CLASSES.get(parameter.getType());
        if (needed != null) {
            return request -> principal(request, needed).orElseThrow(PrincipalProvider::unauthenticated);
        }
        Class<? extends Principal> wanted = OPTIONALS.get(parameter.getType());
        return wanted == null ? null : request -> principal(request, wanted);
    }

    @Override
    public PriorityType getPriority() {
        return Priority.NORMAL;
    }

    private static Optional<Principal> principal(ContainerRequest request, Class<? extends Principal> type) {
        Principal principal = request.getSecurityContext().getUserPrincipal();
        return type.isInstance(principal) ? Optional.of(principal) : Optional.empty();
    }

    // No rule lets a request come this far, but the parameter of a locator, which Jersey fills before any filter.
    private static IllegalStateException unauthenticated() {
        return new IllegalStateException("@Auth cannot be filled: the request is not authenticated here. In a"
                + " sub-resource locator take the principal in the sub-resource's methods instead.");
    }

    /** Registers the provider. */
    static final class Binder extends AbstractBinder {
        @Override
        protected void configure() {
            bind(PrincipalProvider.class).to(ValueParamProvider.class).in(Singleton.class);
        }
    }
}
