package dev.holdfast.engine.control;

import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.model.ChildEnd;
import dev.holdfast.engine.model.ChildMarks;
import dev.holdfast.engine.model.ChildOutcome;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.IdSource;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceControl.Journal;
import dev.holdfast.engine.port.InstanceControl.Rewrite;
import dev.holdfast.engine.port.PayloadCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds to what a command does to an instance what that means for its parent and its children. A
 * restart from a step spares the children of the steps that are kept.
 */
public final class Families {

  private final PayloadCodec codec;
  private final IdSource ids;

  /**
   * Makes the rules.
   *
   * @param codec encodes what parents are told
   * @param ids numbers events
   */
  public Families(PayloadCodec codec, IdSource ids) {
    this.codec = codec;
    this.ids = ids;
  }

  /**
   * Completes a decision.
   *
   * @param command what is wanted
   * @param decision what it does to the instance
   * @param journal reads its steps when they matter
   * @param now the time
   * @return the decision with what parent and children have to do with it
   */
  public Decision complete(Command command, Decision decision, Journal journal, Instant now) {
    InstanceRecord before = decision.before();
    if (before.status().isTerminal()) {
      return decision;
    }
    boolean ends = decision.after().map(after -> after.status().isTerminal()).orElse(true);
    boolean restarts = decision.after().filter(it -> it.epoch() != before.epoch()).isPresent();
    if (!ends && !restarts) {
      return decision;
    }
    boolean rollback = command instanceof Command.Terminate terminate && terminate.rollback();
    return decision.with(
        ends ? tell(decision, now) : Optional.empty(), toClose(decision, journal, rollback));
  }

  private Optional<ChildEnd> tell(Decision decision, Instant now) {
    InstanceRecord before = decision.before();
    @Nullable Parent parent = before.origin().parent();
    if (parent == null) {
      return Optional.empty();
    }
    ChildOutcome outcome = decision.after().map(ChildOutcome::of).orElse(ChildOutcome.DELETED);
    return Optional.of(
        new ChildEnd(
            parent,
            before.key(),
            before.number(),
            before.epoch(),
            ids.nextEventNumber(),
            codec.encode(outcome),
            now));
  }

  private static List<ChildClosing> toClose(Decision decision, Journal journal, boolean rollback) {
    List<StepRecord> gone =
        journal.steps().stream().filter(step -> !isKept(decision.rewrite(), step)).toList();
    return ChildMarks.toClose(decision.before().number(), gone, rollback);
  }

  private static boolean isKept(Rewrite rewrite, StepRecord step) {
    return rewrite instanceof Rewrite.Rewind rewind && rewind.kept().contains(step.seq());
  }
}
