package dev.holdfast.engine.workflow;

import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.WorkflowSettings;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Describes a deployed workflow.
 *
 * @param name its name
 * @param type the class that implements it; its loader finds the classes of stored values
 * @param payloadType type of the payload
 * @param resultType type of the result
 * @param version version of its code
 * @param settings the numbers that hold for it
 * @param schedules start instances by themselves
 * @param strict whether an instance fails whose code does not ask for all that is recorded
 * @param source makes its objects
 */
public record WorkflowDefinition(
    String name,
    Class<?> type,
    Type payloadType,
    Type resultType,
    String version,
    WorkflowSettings settings,
    List<Schedule> schedules,
    boolean strict,
    EntrypointSource source) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_-]{0,63}");

  /** Makes a new object for each execution, and gives it up afterwards. */
  @FunctionalInterface
  public interface EntrypointSource {

    /**
     * Makes an object with everything injected.
     *
     * @return the object, to be closed when the execution is over
     */
    Entrypoint open();
  }

  /**
   * Is the object of one execution.
   *
   * @param workflow the object
   * @param release destroys it, with what was injected into it
   */
  public record Entrypoint(WorkflowEntrypoint<?, ?> workflow, Runnable release)
      implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * Checks name, step limit and concurrency.
   *
   * @throws WorkflowException {@code workflow.invalid_name}
   * @throws InvalidOptionException for a number out of bounds
   */
  public WorkflowDefinition {
    if (!NAME.matcher(name).matches()) {
      throw new WorkflowException(
          "workflow.invalid_name",
          "Workflow name '%s' of %s is not allowed: use 1 to 64 letters, digits, '_' and '-', not starting with '-'."
              .formatted(name, type.getName()));
    }
    int steps = settings.limits().steps();
    if (steps < 1 || steps > Workflow.MAX_STEP_LIMIT) {
      throw new InvalidOptionException(
          "stepLimit of workflow '%s' must be between 1 and %d, was %d"
              .formatted(name, Workflow.MAX_STEP_LIMIT, steps));
    }
    int concurrency = settings.concurrency().orElse(1);
    if (concurrency < 1) {
      throw new InvalidOptionException(
          "concurrency of workflow '%s' must be 1 or more, was %d".formatted(name, concurrency));
    }
  }

  /**
   * Describes a workflow for which the documented numbers hold, its step limit aside.
   *
   * @param name its name
   * @param type the class that implements it
   * @param payloadType type of the payload
   * @param resultType type of the result
   * @param version version of its code
   * @param stepLimit most steps of one execution
   * @param schedules start instances by themselves
   * @param strict whether an instance fails whose code does not ask for all that is recorded
   * @param source makes its objects
   */
  public WorkflowDefinition(
      String name,
      Class<?> type,
      Type payloadType,
      Type resultType,
      String version,
      int stepLimit,
      List<Schedule> schedules,
      boolean strict,
      EntrypointSource source) {
    this(
        name,
        type,
        payloadType,
        resultType,
        version,
        WorkflowSettings.DEFAULT.withLimits(Limits.DEFAULT.withSteps(stepLimit)),
        schedules,
        strict,
        source);
  }

  /**
   * Reads the definition of a class from its annotation and its type arguments, in an installation
   * without settings; without schedules.
   *
   * @param type a class with {@link Workflow}
   * @param buildVersion version when the annotation names none
   * @param source makes its objects
   * @return the definition
   * @throws WorkflowException {@code workflow.invalid_class} when it is not a workflow
   */
  public static WorkflowDefinition of(Class<?> type, String buildVersion, EntrypointSource source) {
    return of(type, buildVersion, WorkflowSettings.DEFAULT, source);
  }

  /**
   * Reads the definition of a class from its annotation and its type arguments, without schedules.
   *
   * @param type a class with {@link Workflow}
   * @param buildVersion version when the annotation names none
   * @param settings what holds where the annotation says nothing
   * @param source makes its objects
   * @return the definition
   * @throws WorkflowException {@code workflow.invalid_class} when it is not a workflow
   * @throws InvalidOptionException for a number out of bounds
   */
  public static WorkflowDefinition of(
      Class<?> type, String buildVersion, WorkflowSettings settings, EntrypointSource source) {
    Workflow annotation = type.getAnnotation(Workflow.class);
    if (annotation == null || !WorkflowEntrypoint.class.isAssignableFrom(type)) {
      throw new WorkflowException(
          "workflow.invalid_class",
          "Class %s cannot be a workflow: it needs @Workflow and must implement WorkflowEntrypoint."
              .formatted(type.getName()));
    }
    Type[] arguments = entrypointArguments(type);
    String version = annotation.version().isEmpty() ? buildVersion : annotation.version();
    return new WorkflowDefinition(
        annotation.value(),
        type,
        arguments[0],
        arguments[1],
        version,
        AnnotatedSettings.of(annotation).over(settings),
        List.of(),
        annotation.strict(),
        source);
  }

  /**
   * Returns this definition with other settings.
   *
   * @param other the numbers that hold for it
   * @return the new definition
   */
  public WorkflowDefinition withSettings(WorkflowSettings other) {
    return new WorkflowDefinition(
        name, type, payloadType, resultType, version, other, schedules, strict, source);
  }

  /**
   * Returns this definition with schedules.
   *
   * @param others start instances by themselves
   * @return the new definition
   */
  public WorkflowDefinition withSchedules(List<Schedule> others) {
    return new WorkflowDefinition(
        name, type, payloadType, resultType, version, settings, others, strict, source);
  }

  /**
   * Returns the step limit.
   *
   * @return most steps of one execution
   */
  public int stepLimit() {
    return settings.limits().steps();
  }

  /**
   * Returns what finds the classes of its stored values.
   *
   * @return the loader of the workflow class
   */
  public ClassLoader loader() {
    ClassLoader loader = type.getClassLoader();
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  private static Type[] entrypointArguments(Class<?> type) {
    Deque<Type> open = new ArrayDeque<>();
    open.push(type);
    while (!open.isEmpty()) {
      Type next = open.pop();
      if (next instanceof ParameterizedType parameterized
          && parameterized.getRawType() == WorkflowEntrypoint.class) {
        return parameterized.getActualTypeArguments();
      }
      Class<?> raw =
          next instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) next;
      for (Type parent : raw.getGenericInterfaces()) {
        open.push(parent);
      }
      if (raw.getGenericSuperclass() != null) {
        open.push(raw.getGenericSuperclass());
      }
    }
    throw new WorkflowException(
        "workflow.invalid_class",
        "Class %s must name its types: implement WorkflowEntrypoint<Payload, Result>."
            .formatted(type.getName()));
  }
}
