package dev.holdfast.web.instance;

import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.web.json.JsonMembers;
import dev.holdfast.web.json.QueryText;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which step a caller means.
 *
 * @param kind its kind, as in JSON
 * @param scope the branch it is in, empty outside branches
 * @param name the name given to it
 * @param occurrence its number among those of this kind, scope and name, from 1
 */
record StepPath(String kind, String scope, String name, int occurrence) {

  private static final Set<String> KINDS =
      new TreeSet<>(
          Set.of("run", "sleep", "waitForEvent", "race", "child", "batch", "compensation"));
  private static final String USUAL_KIND = "run";

  /**
   * Reads the members of a body that name a step.
   *
   * @param members name, occurrence, kind and scope
   * @return the step meant
   * @throws dev.holdfast.api.InvalidRequestException when one breaks its rule
   */
  static StepPath parse(JsonMembers members) {
    return new StepPath(
        kind(members.text("kind")),
        members.text("scope").orElse(""),
        members
            .text("name")
            .filter(name -> !name.isEmpty())
            .orElseThrow(() -> members.missing("name", "the name of a step")),
        members.positive("occurrence").orElse(1));
  }

  /**
   * Reads what the path and the query of a request say.
   *
   * @param name name in the path
   * @param occurrence in the query
   * @param kind in the query
   * @param scope in the query
   * @return the step meant
   * @throws dev.holdfast.api.InvalidRequestException when one breaks its rule
   */
  static StepPath of(
      String name, Optional<String> occurrence, Optional<String> kind, Optional<String> scope) {
    return new StepPath(
        kind(kind),
        scope.orElse(""),
        name,
        occurrence
            .map(text -> QueryText.number("occurrence", text, 1, Integer.MAX_VALUE))
            .orElse(1));
  }

  /**
   * Tells whether a step is meant.
   *
   * @param key identifies the step
   * @return true when it is
   */
  boolean names(StepKey key) {
    return key.kind().wireName().equals(kind)
        && key.scope().equals(scope)
        && key.name().equals(name)
        && key.occurrence() == occurrence;
  }

  /**
   * Returns the step as the engine names it.
   *
   * @return its key
   */
  StepKey key() {
    return new StepKey(StepKind.of(kind), scope, name, occurrence);
  }

  @Override
  public String toString() {
    return kind + " " + (scope.isEmpty() ? "" : scope + "/") + name + "-" + occurrence;
  }

  private static String kind(Optional<String> text) {
    String kind = text.orElse(USUAL_KIND);
    if (!KINDS.contains(kind)) {
      throw QueryText.invalid("kind", "one of " + String.join(", ", KINDS), kind);
    }
    return kind;
  }
}
