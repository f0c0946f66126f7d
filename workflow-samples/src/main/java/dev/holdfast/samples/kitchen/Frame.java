package dev.holdfast.samples.kitchen;

import dev.holdfast.api.WorkflowStep;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is where a script stands: the steps it may use, what it has saved, and the loop it is in. Nothing
 * of it outlives the execution; a replay fills it again from the journal.
 */
final class Frame {

  private final WorkflowStep step;
  private final EffectRecorder effects;
  private final Map<String, @Nullable Object> inherited;
  private final Map<String, @Nullable Object> saved;
  private final Optional<Integer> index;

  Frame(WorkflowStep step, EffectRecorder effects) {
    this(step, effects, Map.of(), new LinkedHashMap<>(), Optional.empty());
  }

  private Frame(
      WorkflowStep step,
      EffectRecorder effects,
      Map<String, @Nullable Object> inherited,
      Map<String, @Nullable Object> saved,
      Optional<Integer> index) {
    this.step = step;
    this.effects = effects;
    this.inherited = inherited;
    this.saved = saved;
    this.index = index;
  }

  /** Returns the frame of one round of a loop; what is saved there is saved here. */
  Frame inRound(int round) {
    return new Frame(step, effects, inherited, saved, Optional.of(round));
  }

  /**
   * Returns this frame as it is now, for branches that begin here: they may be executed again when
   * more is saved here.
   */
  Frame snapshot() {
    return new Frame(step, effects, inherited, new LinkedHashMap<>(saved), index);
  }

  /**
   * Returns the frame of a branch. It begins with what is saved here and keeps what it saves to
   * itself, for branches that saw one another's values would depend on their timing.
   */
  Frame inBranch(WorkflowStep branch) {
    Map<String, @Nullable Object> visible = new LinkedHashMap<>(inherited);
    visible.putAll(saved);
    return new Frame(branch, effects, visible, new LinkedHashMap<>(), index);
  }

  WorkflowStep step() {
    return step;
  }

  EffectRecorder effects() {
    return effects;
  }

  void save(Optional<String> name, @Nullable Object value) {
    name.ifPresent(text -> saved.put(text(text), value));
  }

  void saveAll(Map<String, @Nullable Object> values) {
    saved.putAll(values);
  }

  /** Returns what is saved under a name, here or where a branch began; null when nothing is. */
  @Nullable Object find(String name) {
    return saved.containsKey(name) ? saved.get(name) : inherited.get(name);
  }

  /** Returns what was saved here, not where a branch began. */
  Map<String, @Nullable Object> saved() {
    return Collections.unmodifiableMap(saved);
  }

  /** Puts the number of the round in place of <code>${i}</code>. */
  String text(String template) {
    return index.map(round -> template.replace("${i}", round.toString())).orElse(template);
  }

  /** Puts the number of the round in place of <code>${i}</code> in every text of a value. */
  @Nullable Object value(@Nullable Object template) {
    return index.isPresent() ? JsonTree.mapTexts(template, this::text) : template;
  }
}
