package dev.latchkey.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.latchkey.sample", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesRunInNoCircle =
            slices().matching("dev.latchkey.sample.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresDoNotKnowEachOther = slices().matching("dev.latchkey.sample.(user|group|verify)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule nothingSharedKnowsAFeature = noClasses()
            .that()
            .resideInAPackage("dev.latchkey.sample.api")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.latchkey.sample",
                    "dev.latchkey.sample.user",
                    "dev.latchkey.sample.group",
                    "dev.latchkey.sample.verify");

    @ArchTest
    static final ArchRule theApiDoesNotKnowTheProvider =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.latchkey.provider..");

    @ArchTest
    static final ArchRule classesAreFinal = classes()
            .that()
            .areNotInterfaces()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
