package dev.latchkey.auth.bearer;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the annotations of a resource method may stand: nearest first. */
final class AnnotatedElements {
    private AnnotatedElements() {}

    /** The method, then the methods it overrides or implements. */
    static List<Method> ofMethod(Class<?> resource, Method method) {
        List<Method> methods = new ArrayList<>(List.of(method));
        for (Class<?> type : ofClass(resource)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(candidate -> isRelated(method, candidate))
                    .forEach(methods::add);
        }
        return methods;
    }

    /** The class, its super classes and all their interfaces. */
    static Set<Class<?>> ofClass(Class<?> resource) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> type = resource; type != null && type != Object.class; type = type.getSuperclass()) {
            types.add(type);
        }
        List.copyOf(types).forEach(type -> addInterfaces(type, types));
        return types;
    }

    /** The method and what it overrides, then its class and what that extends and implements. */
    static List<AnnotatedElement> ofEndpoint(Class<?> resource, Method method) {
        List<AnnotatedElement> elements = new ArrayList<>(ofMethod(resource, method));
        elements.addAll(ofClass(resource));
        return elements;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
        for (Class<?> implemented : type.getInterfaces()) {
            types.add(implemented);
            addInterfaces(implemented, types);
        }
    }

    // In both directions: Jersey may name the method of the class, or of the interface that it implements.
    private static boolean isRelated(Method method, Method candidate) {
        return !candidate.isBridge()
                && !candidate.equals(method)
                && !Modifier.isPrivate(candidate.getModifiers())
                && !Modifier.isStatic(candidate.getModifiers())
                && candidate.getName().equals(method.getName())
                && candidate.getParameterCount() == method.getParameterCount()
                && (overrides(method, candidate) || overrides(candidate, method));
    }

    private static boolean overrides(Method method, Method overridden) {
        Class<?>[] own = method.getParameterTypes();
        Class<?>[] erased = overridden.getParameterTypes();
        Type[] declared = overridden.getGenericParameterTypes();
        for (int i = 0; i < own.length; i++) {
            boolean filledIn = declared[i] instanceof TypeVariable && erased[i].isAssignableFrom(own[i]);
            if (!own[i].equals(erased[i]) && !filledIn) {
                return false;
            }
        }
        return true;
    }
}
