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

  /** The step limit where neither the workflow nor {@code holdfast.limits.steps} names one. */
  int DEFAULT_STEP_LIMIT = 10_000;

  /** What {@link #schedules()} says when no schedule starts the workflow. */
  String NOT_SCHEDULED = "none";

  /** Stands for a number that is taken from the engine's settings. */
  int FROM_SETTINGS = Integer.MIN_VALUE;

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
   * not count. The setting {@code holdfast.workflow.<name>.limits.steps} goes before it; left out
   * it is {@code holdfast.limits.steps}, which is {@value #DEFAULT_STEP_LIMIT} by itself.
   *
   * @return 1 to {@value #MAX_STEP_LIMIT}
   */
  int stepLimit() default FROM_SETTINGS;

  /**
   * The schedules that start instances by themselves: 1 to 100 cron expressions of up to 256
   * characters, or left out for none. Each firing creates one instance in the whole cluster, with
   * the empty payload.
   *
   * <p>An expression has five fields: minute (0-59), hour (0-23), day of month (1-31), month (1-12
   * or {@code JAN-DEC}), day of week (0-7 or {@code SUN-SAT}; 0 and 7 are Sunday). A field is
   * {@code *} for all, or a list such as {@code 1,15} of values and ranges such as {@code MON-FRI}.
   * All and ranges may have steps, {@code 8-18/2}, and {@code MON#1} is the first Monday of the
   * month. When both day fields say something else than {@code *}, a day has to fit one of them.
   *
   * <p>The setting {@code holdfast.workflow.<name>.schedules} replaces them. The deployment fails
   * with {@code schedule.invalid} for what breaks these rules, an empty list included.
   *
   * @return cron expressions
   */
  String[] schedules() default NOT_SCHEDULED;

  /**
   * The time zone of the schedules, such as {@code Europe/Berlin}; UTC when empty. A local time
   * that a change of the clock skips does not fire; one that comes twice fires the first time. The
   * setting {@code holdfast.workflow.<name>.zone} replaces it.
   *
   * @return a time zone as {@link java.time.ZoneId#of(String)} reads it
   */
  String zone() default "";

  /**
   * Whether an instance fails with {@code workflow.nondeterministic} when its code returns without
   * having asked for all that is recorded; otherwise it completes with a warning. The setting
   * {@code holdfast.determinism.strict} switches this on for all workflows.
   *
   * @return false for a warning
   */
  boolean strict() default false;

  /**
   * The most instances of this workflow that execute at a time, on all servers together; sleeping
   * and waiting ones do not count. The setting {@code holdfast.workflow.<name>.concurrency} goes
   * before it; left out it is {@code holdfast.concurrency.workflow}, no limit by itself.
   *
   * @return 1 or more
   */
  int concurrency() default FROM_SETTINGS;

  /**
   * How long complete and terminated instances are kept, unless their creator says something else:
   * a duration such as {@code 30 days}, or {@code forever}. The setting {@code
   * holdfast.workflow.<name>.retention.success} goes before it; left out it is {@code
   * holdfast.retention.success}, 30 days by itself.
   *
   * @return 0 to 3650 days, or {@code forever}; empty for the engine's setting
   */
  String retentionSuccess() default "";

  /**
   * How long errored instances are kept, unless their creator says something else: a duration such
   * as {@code 30 days}, or {@code forever}. The setting {@code
   * holdfast.workflow.<name>.retention.error} goes before it; left out it is {@code
   * holdfast.retention.error}, 30 days by itself.
   *
   * @return 0 to 3650 days, or {@code forever}; empty for the engine's setting
   */
  String retentionError() default "";
}
