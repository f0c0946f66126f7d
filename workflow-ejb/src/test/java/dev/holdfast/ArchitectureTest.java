package dev.holdfast;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** Holds the shape of the code: which way dependencies point and who may touch the outside. */
@AnalyzeClasses(packages = "dev.holdfast", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final List<String> ADAPTERS =
      List.of("jpa", "jms", "timer", "json", "batch", "memory");

  @ArchTest
  static final ArchRule apiNeedsOnlyJavaAndInjection =
      classes()
          .that()
          .resideInAPackage("dev.holdfast.api..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "jakarta.inject..",
              "jakarta.enterprise..",
              "dev.holdfast.api..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule engineNeedsOnlyJavaAndTheApi =
      classes()
          .that()
          .resideInAPackage("dev.holdfast.engine..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "dev.holdfast.api..", "dev.holdfast.engine..")
          .allowEmptyShould(true);

  @ArchTest
  static void adaptersDoNotKnowOneAnother(JavaClasses classes) {
    for (String adapter : ADAPTERS) {
      String[] others =
          ADAPTERS.stream()
              .filter(other -> !other.equals(adapter))
              .map(other -> "dev.holdfast." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast." + adapter + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule nobodyNeedsTheContainerPackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.holdfast.container..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.holdfast.container..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.holdfast.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule timeChanceAndThreadsComeFromTheContainer =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.holdfast.container..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callConstructorWhere(target(owner(assignableTo(Random.class))))
          .orShould()
          .callConstructorWhere(target(owner(assignableTo(Thread.class))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesAreNamedAfterTheirRole =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..misc..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule everyPackageIsDescribedAndNullMarked =
      classes().should(liveInADescribedPackage()).allowEmptyShould(true);

  @ArchTest
  static final ArchRule portsAreSmall =
      classes()
          .that()
          .resideInAPackage("dev.holdfast.engine.port..")
          .and()
          .areInterfaces()
          .should(haveAtMostMethods(8))
          .allowEmptyShould(true);

  /** Scans the test classes, which the rules above leave out. */
  @AnalyzeClasses(packages = "dev.holdfast", importOptions = OnlyIncludeTests.class)
  static class OfTests {

    @ArchTest
    static final ArchRule testsDoNotSleep =
        noClasses()
            .should()
            .callMethodWhere(
                target(nameMatching("sleep")).and(target(owner(assignableTo(Thread.class)))))
            .allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> liveInADescribedPackage() {
    return new ArchCondition<>("live in a package with a @NullMarked package-info") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean described = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, described, type.getPackageName() + " of " + type.getSimpleName()));
      }
    };
  }

  private static ArchCondition<JavaClass> haveAtMostMethods(int limit) {
    return new ArchCondition<>("have at most " + limit + " methods") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long methods =
            type.getMethods().stream()
                .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .count();
        events.add(
            new SimpleConditionEvent(
                type, methods <= limit, type.getName() + " has " + methods + " methods"));
      }
    };
  }
}
