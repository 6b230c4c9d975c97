package dev.latchkey.auth.bearer;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the annotations of a resource method may stand: nearest first. */
final class AnnotatedElements {
    private AnnotatedElements() {}

    /** The method, then the methods it overrides or implements. */
    static List<AnnotatedElement> ofMethod(Class<?> resource, Method method) {
        List<AnnotatedElement> methods = new ArrayList<>(List.of(method));
        for (Class<?> type : ofClass(resource)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(candidate -> overrides(method, candidate))
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

    private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
        for (Class<?> implemented : type.getInterfaces()) {
            types.add(implemented);
            addInterfaces(implemented, types);
        }
    }

    private static boolean overrides(Method method, Method candidate) {
        return !candidate.isBridge()
                && !candidate.equals(method)
                && candidate.getName().equals(method.getName())
                && Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes());
    }
}
