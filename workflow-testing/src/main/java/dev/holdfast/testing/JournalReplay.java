package dev.holdfast.testing;

import dev.holdfast.api.Blob;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.json.JournalJson;
import dev.holdfast.json.JsonbPayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the present code of a workflow with the journal that an instance has left, exported from a
 * server or a {@link HoldfastKit}: will the instances out there survive the next deployment? No
 * body is run and nothing is written; what the code does between steps is done. Immutable.
 */
public final class JournalReplay {

  private final InstanceJournal journal;
  private final PayloadCodec codec = new JsonbPayloadCodec();

  private JournalReplay(InstanceJournal journal) {
    this.journal = journal;
  }

  /**
   * Reads a journal.
   *
   * @param json as exported
   * @return the replay of it
   */
  public static JournalReplay of(String json) {
    return new JournalReplay(new JournalJson().read(json));
  }

  /**
   * Gives a step whose result is not exported, because it is sensitive or too large, a result for
   * the replay.
   *
   * @param step the step, of kind run
   * @param value its result; a {@link Blob} for a step that returns one
   * @return the new replay
   * @throws UncheckedIOException when a blob cannot be read
   */
  public JournalReplay withResult(StepSelector step, @Nullable Object value) {
    StepKey key = step.of(StepKind.RUN);
    Map<Integer, byte[]> blobs = new HashMap<>(journal.blobs());
    List<StepRecord> steps = new ArrayList<>();
    for (StepRecord record : journal.steps()) {
      boolean isGiven = record.key().equals(key) && record.status() == StepStatus.COMPLETE;
      steps.add(isGiven ? given(record, value, blobs) : record);
    }
    return new JournalReplay(
        new InstanceJournal(
            journal.instance(), steps, journal.attempts(), journal.events(), blobs));
  }

  private StepRecord given(StepRecord step, @Nullable Object value, Map<Integer, byte[]> blobs) {
    blobs.remove(step.seq());
    if (!(value instanceof Blob blob)) {
      return step.withResult(codec.encode(value));
    }
    byte[] bytes = read(blob);
    blobs.put(step.seq(), bytes);
    return step.withResult(
        new LargeValue(LargeValue.BLOB, "", "given", bytes.length, "", false).toValue());
  }

  private static byte[] read(Blob blob) {
    try (InputStream stream = blob.open()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Replays it with a class that has a constructor without parameters.
   *
   * @param type the class as it is now
   * @return what differs
   */
  public ReplayResult against(Class<? extends WorkflowEntrypoint<?, ?>> type) {
    return against(Definitions.of(type));
  }

  /**
   * Replays it with a class.
   *
   * @param type the class as it is now
   * @param source makes the object
   * @param <W> the class
   * @return what differs
   */
  public <W extends WorkflowEntrypoint<?, ?>> ReplayResult against(
      Class<W> type, Supplier<? extends W> source) {
    return against(Definitions.of(type, source));
  }

  /**
   * Replays it with what a kit has deployed under the name of its workflow.
   *
   * @param kit the kit
   * @return what differs
   */
  public ReplayResult against(HoldfastKit kit) {
    return against(kit.definition(journal.instance().key().workflow()));
  }

  private ReplayResult against(WorkflowDefinition definition) {
    return new Replayer(journal, definition, codec).replay();
  }
}
