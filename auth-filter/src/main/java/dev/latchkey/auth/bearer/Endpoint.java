package dev.latchkey.auth.bearer;

import java.lang.reflect.Method;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * A resource method or a sub-resource locator in the class that serves it.
 *
 * @param type the class, which may inherit the method
 * @param method the method
 */
record Endpoint(Class<?> type, Method method) {
    static Endpoint of(ResourceMethod model) {
        Invocable invocable = model.getInvocable();
        return new Endpoint(invocable.getHandler().getHandlerClass(), invocable.getHandlingMethod());
    }

    /** Whether Jersey answers here by itself, as it does for OPTIONS where a resource does not. */
    boolean isDerived() {
        return type.getName().startsWith("org.glassfish.jersey.");
    }

    /** Class and method, for people. */
    @Override
    public String toString() {
        return type.getSimpleName() + "." + method.getName();
    }
}
