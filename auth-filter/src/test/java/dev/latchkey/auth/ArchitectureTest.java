package dev.latchkey.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

@AnalyzeClasses(packages = "dev.latchkey.auth", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_JOSE_KNOWS_THE_JOSE_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackage("dev.latchkey.auth.jose")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds..", "com.amazon..");

    @ArchTest
    static final ArchRule ONLY_THE_BUNDLE_KNOWS_THE_SERVER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.latchkey.auth.bundle")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..", "io.dropwizard.core..");

    @ArchTest
    static final ArchRule PACKAGES_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("bundle")
            .definedBy("dev.latchkey.auth.bundle")
            .layer("bearer")
            .definedBy("dev.latchkey.auth.bearer")
            .layer("validation")
            .definedBy("dev.latchkey.auth.validation")
            .layer("metadata")
            .definedBy("dev.latchkey.auth.metadata")
            .layer("dpop")
            .definedBy("dev.latchkey.auth.dpop")
            .layer("status")
            .definedBy("dev.latchkey.auth.status")
            .layer("introspection")
            .definedBy("dev.latchkey.auth.introspection")
            .layer("jose")
            .definedBy("dev.latchkey.auth.jose")
            .layer("disk")
            .definedBy("dev.latchkey.auth.disk")
            .layer("http")
            .definedBy("dev.latchkey.auth.http")
            .layer("api")
            .definedBy("dev.latchkey.auth")
            .whereLayer("bundle")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("bearer")
            .mayOnlyBeAccessedByLayers("bundle")
            .whereLayer("validation")
            .mayOnlyBeAccessedByLayers("bundle")
            .whereLayer("metadata")
            .mayOnlyBeAccessedByLayers("bundle")
            .whereLayer("dpop")
            .mayOnlyBeAccessedByLayers("bearer", "bundle")
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("bundle")
            .whereLayer("introspection")
            .mayOnlyBeAccessedByLayers("validation", "bundle")
            .whereLayer("jose")
            .mayOnlyBeAccessedByLayers("validation", "status", "introspection", "metadata", "dpop", "bundle")
            .whereLayer("disk")
            .mayOnlyBeAccessedByLayers("jose", "status", "bundle")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("jose", "status", "introspection", "validation", "bundle");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.latchkey.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_BUT_DROPWIZARD_AND_ONE_JOSE_LIBRARY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.latchkey.auth..",
                    "java..",
                    "javax.crypto..",
                    "jakarta..",
                    "io.dropwizard..",
                    "org.eclipse.jetty..",
                    "org.glassfish.jersey..",
                    "com.fasterxml.jackson..",
                    "com.github.benmanes.caffeine..",
                    "com.codahale.metrics..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "com.nimbusds.jose..",
                    "com.amazon.corretto..");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_OUTSIDE = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule THE_SYSTEM_CLOCK_IS_THE_BUNDLES = noClasses()
            .that()
            .resideOutsideOfPackage("dev.latchkey.auth.bundle")
            .should()
            .callMethod(InstantSource.class, "system");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_THINGS_ARE = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");
}
