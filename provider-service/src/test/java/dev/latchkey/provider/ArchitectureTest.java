package dev.latchkey.provider;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.latchkey.testing.Attack;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** The rows and manners of DESIGN.md, "Map". A new package gets a line in {@link #ROWS}. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "dev.latchkey.provider";

    /** A package imports only rows below its own, never a neighbour. Tens are the rows of DESIGN.md. */
    private static final Map<String, Integer> ROWS = Map.ofEntries(
            Map.entry("app", 90),
            Map.entry("bundle", 80),
            Map.entry("store", 70),
            // The pages and documents stand on the edge that the endpoints have in common: EDGE below.
            Map.entry("account", 65),
            Map.entry("application", 65),
            Map.entry("authorize", 65),
            Map.entry("device", 65),
            Map.entry("login", 65),
            Map.entry("admin", 65),
            Map.entry("discovery", 65),
            Map.entry("endpoint", 60),
            Map.entry("overload", 60),
            Map.entry("clientauth", 50),
            Map.entry("grant", 50),
            Map.entry("token", 40),
            Map.entry("consent", 30),
            Map.entry("purge", 30),
            Map.entry("session", 30),
            Map.entry("status", 30),
            Map.entry("event", 30),
            Map.entry("client", 20),
            Map.entry("key", 20),
            Map.entry("limit", 20),
            Map.entry("page", 20),
            Map.entry("resource", 20),
            Map.entry("outbound", 15),
            Map.entry("protocol", 10));

    private static final Set<String> EDGE = Set.of(
            "Answers",
            "EndpointPaths",
            "FieldProblems",
            "FormEndpoint",
            "FormRequest",
            "MemberPages",
            "PageAnswers",
            "PasswordTexts",
            "RequestBody",
            "Visit",
            "Visits");

    /** Classes that are no record and yet change, each with its reason. */
    private static final Set<String> STATEFUL = Set.of(
            // Remember where a thread of their own stands.
            "Chore",
            "ChangePoll",
            "KeyTending",
            "RevocationPoll",
            "StalledConnections",
            // Holds what has arrived of a request, called by one thread at a time.
            "ArrivingBody",
            "Arrived",
            // Holds which part of an answer is on its way, one at a time.
            "Leaving",
            // Holds who asks together; changed under its lock.
            "Gathered",
            // Remembers whether it takes connections; changed under its lock.
            "ConnectionLimit",
            // Count the places that are handed out, and the bits that are set; each under a lock of its own.
            "StatusLists",
            "OpenList",
            "ClientLease",
            "RevocationView",
            "RevokedIndexes",
            // Collects lines until they are passed on, under a lock.
            "BatchedOutput",
            // Holds the key set as it was last read, replaced as a whole.
            "SigningKeys",
            // Collects what its caller sets before anything runs.
            "ProviderBundleBuilder",
            // Replaced as a whole when a client changes.
            "ClientOrigins",
            // Holds the keys as they were last fetched, replaced as a whole.
            "FetchedKeySet",
            // Holds until when uses may be forgotten, as it was last read.
            "JdbiUsedAssertions",
            // Jersey sets a field of an exception mapper for each request.
            "OAuthExceptionMapper",
            "FaultMapper",
            "NothingElsewhere",
            "StateFaultMapper",
            "PageRefusedMapper");

    /** What every command has in common; the only class that others extend. */
    private static final Set<String> BASES = Set.of("ProviderCommand");

    @ArchTest
    @Attack(261)
    static final ArchRule NOTHING_IS_READ_BY_THE_NAME_OF_ITS_CLASS = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.beans.XMLDecoder")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.fasterxml.jackson.annotation.JsonTypeInfo")
            .orShould()
            .callMethodWhere(describe(
                    "turns on default typing",
                    call -> call.getName().equals("activateDefaultTyping")
                            || call.getName().equals("enableDefaultTyping")))
            .because("a stranger would choose which class is made");

    @ArchTest
    static final ArchRule PACKAGES_POINT_DOWN = classes().should(importOnlyRowsBelow());

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(satisfy(
                    "reside in a @NullMarked package",
                    owner -> owner.getPackage().isAnnotatedWith(NullMarked.class)));

    @ArchTest
    static final ArchRule SQL_IS_THE_STORES = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".store")
            .should()
            .dependOnClassesThat(describe(
                    "speak SQL (a fault of the database may be met in app and bundle)",
                    type -> type.getPackageName().matches("(org\\.jdbi|java\\.sql|javax\\.sql|liquibase)\\b.*")
                            && !type.getSimpleName().equals("JdbiException")));

    @ArchTest
    static final ArchRule FAULTS_OF_THE_DATABASE_ARE_NOT_FOR_THE_PROTOCOL = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".store", ROOT + ".bundle", ROOT + ".app")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jdbi..");

    @ArchTest
    static final ArchRule HTTP_ENDS_AT_THE_ENDPOINTS = noClasses()
            .that()
            .resideInAnyPackage(packagesBelow(60))
            .or()
            .resideInAPackage(ROOT + ".store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..", "jakarta.servlet..", "org.glassfish.jersey..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_OUTSIDE =
            noClasses().should().callMethodWhere(target("asks what time it is", ArchitectureTest::readsTheClock));

    @ArchTest
    static final ArchRule THE_SYSTEM_CLOCK_IS_CHOSEN_AT_THE_TOP = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".bundle", ROOT + ".app")
            .should()
            .callMethodWhere(target(
                    "takes the system's clock",
                    method -> method.getName().equals("system")
                            && method.getOwner().getName().equals("java.time.InstantSource")));

    @ArchTest
    static final ArchRule CHANCE_IS_SECURE = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .callMethodWhere(target(
                    "draws from elsewhere than a SecureRandom that was handed in",
                    method -> Set.of("randomUUID", "random").contains(method.getName())
                            && Set.of("UUID", "Math").contains(method.getOwner().getSimpleName())));

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?");

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and(describe("are no base of others", type -> !BASES.contains(type.getSimpleName())))
            .should(satisfy("be final", type -> type.getModifiers().contains(FINAL) || isPackageInfo(type)));

    @ArchTest
    static final ArchRule ONLY_THE_BASES_ARE_ABSTRACT = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and(describe("are no base of others", type -> !BASES.contains(type.getSimpleName())))
            .should(satisfy("not be abstract", type -> !type.getModifiers().contains(ABSTRACT)));

    @ArchTest
    static final ArchRule FIELDS_ARE_FINAL = fields().that(describe(
                    "are written by people",
                    (JavaField field) -> !field.getModifiers().contains(SYNTHETIC)))
            .and(describe(
                    "belong to no class of STATEFUL",
                    (JavaField field) -> !STATEFUL.contains(field.getOwner().getSimpleName())))
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule ONLY_THE_APPLICATION_HAS_A_TERMINAL = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".app")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule THE_JOSE_LIBRARY_STAYS_BEHIND_THE_FILTER =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.nimbusds..");

    private static ArchCondition<JavaClass> importOnlyRowsBelow() {
        return new ArchCondition<>("import only rows below their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    boolean allowed =
                            isDownwards(type, dependency.getTargetClass().getBaseComponentType());
                    events.add(new SimpleConditionEvent(dependency, allowed, dependency.getDescription()));
                }
            }
        };
    }

    private static boolean isDownwards(JavaClass from, JavaClass to) {
        if (!to.getPackageName().startsWith(ROOT) || from.getPackageName().equals(to.getPackageName())) {
            return true;
        }
        boolean isEdge =
                !to.getPackageName().endsWith(".endpoint") || row(from) > 65 || EDGE.contains(to.getSimpleName());
        return row(to) < row(from) && isEdge;
    }

    private static int row(JavaClass type) {
        String name = type.getPackageName().substring(ROOT.length() + 1);
        if (!ROWS.containsKey(name)) {
            throw new AssertionError("The package " + name + " has no row: add a line to ROWS.");
        }
        return ROWS.get(name);
    }

    private static String[] packagesBelow(int row) {
        return ROWS.entrySet().stream()
                .filter(entry -> entry.getValue() < row)
                .map(entry -> ROOT + "." + entry.getKey())
                .toArray(String[]::new);
    }

    private static boolean readsTheClock(AccessTarget method) {
        String owner = method.getOwner().getName();
        return (owner.startsWith("java.time.") && method.getName().equals("now"))
                || (owner.equals("java.time.Clock") && method.getName().startsWith("system"))
                || (owner.equals("java.lang.System") && method.getName().equals("currentTimeMillis"))
                || (owner.equals("java.util.Date") && method.getName().equals("<init>"));
    }

    private static <T extends JavaAccess<?>> DescribedPredicate<T> target(
            String description, Predicate<AccessTarget> predicate) {
        return describe(description, access -> predicate.test(access.getTarget()));
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> predicate) {
        return ArchCondition.from(describe(description, predicate));
    }

    private static boolean isPackageInfo(JavaClass type) {
        return type.getSimpleName().equals("package-info");
    }
}
