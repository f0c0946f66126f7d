package dev.holdfast.engine.workflow;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowNotFoundException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Knows the workflows that are deployed. Thread-safe. */
public final class WorkflowRegistry {

  private final Map<String, WorkflowDefinition> definitions = new ConcurrentSkipListMap<>();

  /**
   * Adds a workflow.
   *
   * @param definition the workflow
   * @throws WorkflowException {@code workflow.name_taken} when another class has its name
   */
  public void register(WorkflowDefinition definition) {
    WorkflowDefinition other = definitions.putIfAbsent(definition.name(), definition);
    if (other != null) {
      throw new WorkflowException(
          "workflow.name_taken",
          "Workflow name '%s' of %s is taken by %s: give one of them another name."
              .formatted(definition.name(), definition.type().getName(), other.type().getName()));
    }
  }

  /**
   * Puts a workflow in the place of the one with its name, if there is one. Runs that go on keep
   * the older one.
   *
   * @param definition the workflow
   */
  public void replace(WorkflowDefinition definition) {
    definitions.put(definition.name(), definition);
  }

  /**
   * Returns a workflow.
   *
   * @param name its name
   * @return its definition
   * @throws WorkflowNotFoundException when it is not deployed
   */
  public WorkflowDefinition get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new WorkflowNotFoundException(
                    "Workflow '%s' is not deployed; deployed are %s."
                        .formatted(name, definitions.keySet())));
  }

  /**
   * Looks for a workflow.
   *
   * @param name its name
   * @return its definition, or empty
   */
  public Optional<WorkflowDefinition> find(String name) {
    return Optional.ofNullable(definitions.get(name));
  }

  /**
   * Lists the workflows.
   *
   * @return all, by name
   */
  public List<WorkflowDefinition> list() {
    return List.copyOf(definitions.values());
  }

  /**
   * Lists the names.
   *
   * @return all, sorted
   */
  public Collection<String> names() {
    return List.copyOf(definitions.keySet());
  }

  /**
   * Lists the workflows of which only so many instances may execute at a time.
   *
   * @return the limits by name
   */
  public Map<String, Integer> concurrency() {
    return definitions.values().stream()
        .filter(it -> it.settings().concurrency().isPresent())
        .collect(
            Collectors.toMap(
                WorkflowDefinition::name, it -> it.settings().concurrency().getAsInt()));
  }

  /**
   * Returns how large a value may be that is stored in one piece.
   *
   * @return the largest limit of results and payloads of any workflow, 0 when there is none
   */
  public int largestValueBytes() {
    return definitions.values().stream()
        .map(it -> it.settings().limits())
        .mapToInt(it -> Math.max(it.resultBytes(), it.payloadBytes()))
        .max()
        .orElse(0);
  }
}
