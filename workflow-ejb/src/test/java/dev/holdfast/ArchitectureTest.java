package dev.holdfast;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.github.f4b6a3.uuid.UuidCreator;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the shape of the code: which way dependencies point and who may touch the outside. */
class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.holdfast");
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new OnlyIncludeTests())
          .importPackages("dev.holdfast");
  private static final List<String> ADAPTERS =
      List.of(
          "access", "jpa", "jms", "timer", "json", "cron", "batch", "file", "memory", "metrics",
          "tracing");

  @Test
  void apiNeedsOnlyJavaAndInjection() {
    ArchRule rule =
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

    rule.check(MAIN);
  }

  @Test
  void engineNeedsOnlyJavaAndTheApi() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage("dev.holdfast.engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "org.jspecify..", "dev.holdfast.api..", "dev.holdfast.engine..")
            .allowEmptyShould(true);

    rule.check(MAIN);
  }

  @Test
  void adaptersDoNotKnowOneAnother() {
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
          .check(MAIN);
    }
  }

  @Test
  void jsonNeedsOnlyThePlatformsJson() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage("dev.holdfast.json..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "jakarta.json..",
                "org.jspecify..",
                "dev.holdfast.api..",
                "dev.holdfast.engine.model..",
                "dev.holdfast.engine.port..",
                "dev.holdfast.json..")
            .allowEmptyShould(true);

    rule.check(MAIN);
  }

  @Test
  void nobodyNeedsTheContainerPackage() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.holdfast.container..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.holdfast.container..")
            .allowEmptyShould(true);

    rule.check(MAIN);
  }

  @Test
  void packagesAreFreeOfCycles() {
    ArchRule rule =
        slices().matching("dev.holdfast.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    rule.check(MAIN);
  }

  @Test
  void timeChanceAndThreadsComeFromTheContainer() {
    ArchRule rule =
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
            .dependOnClassesThat()
            .areAssignableTo(UuidCreator.class)
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(Random.class))))
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(Thread.class))))
            .allowEmptyShould(true);

    rule.check(MAIN);
  }

  @Test
  void packagesAreNamedAfterTheirRole() {
    ArchRule rule =
        noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..misc..")
            .allowEmptyShould(true);

    rule.check(MAIN);
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() {
    ArchRule rule = classes().should(liveInADescribedPackage()).allowEmptyShould(true);

    rule.check(MAIN);
  }

  @Test
  void portsAreSmall() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage("dev.holdfast.engine.port..")
            .and()
            .areInterfaces()
            .should(haveAtMostMethods(8))
            .allowEmptyShould(true);

    rule.check(MAIN);
  }

  @Test
  void testsDoNotSleep() {
    ArchRule rule =
        noClasses()
            .should()
            .callMethodWhere(
                target(nameMatching("sleep")).and(target(owner(assignableTo(Thread.class)))))
            .allowEmptyShould(true);

    rule.check(TESTS);
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
