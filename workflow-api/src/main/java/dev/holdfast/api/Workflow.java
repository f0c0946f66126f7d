package dev.holdfast.api;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a class to be a workflow and gives it its name.
 *
 * <p>The class must implement {@link WorkflowEntrypoint}. It becomes a {@code @Dependent} CDI bean:
 * a new object for each execution, with injection as usual, and no state kept between executions.
 * It must not be an EJB, whose proxy would wrap the signal that suspends it.
 *
 * <p>The deployment fails with {@code workflow.invalid_name} for a name outside the rule and with
 * {@code workflow.name_taken} when another class in the installation has the name.
 */
@Stereotype
@Dependent
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Workflow {

  /** The most steps that {@link #stepLimit()} accepts. */
  int MAX_STEP_LIMIT = 25_000;

  /** The step limit of a workflow that names none. */
  int DEFAULT_STEP_LIMIT = 10_000;

  /**
   * The name of the workflow: 1 to 64 characters, letters, digits, {@code _} and {@code -}, not
   * starting with {@code -}. Case matters.
   *
   * @return the name
   */
  String value();

  /**
   * The version shown on instances; when empty, the build identity of the application.
   *
   * @return free text
   */
  String version() default "";

  /**
   * The most steps one execution may reach, replayed ones included; sleeps, waits and branches do
   * not count.
   *
   * @return 1 to {@value #MAX_STEP_LIMIT}
   */
  int stepLimit() default DEFAULT_STEP_LIMIT;

  /**
   * Whether an instance fails with {@code workflow.nondeterministic} when its code returns without
   * having asked for all that is recorded; otherwise it completes with a warning. The setting
   * {@code holdfast.determinism.strict} switches this on for all workflows.
   *
   * @return false for a warning
   */
  boolean strict() default false;
}
