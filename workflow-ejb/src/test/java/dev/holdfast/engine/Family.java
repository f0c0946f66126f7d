package dev.holdfast.engine;

import static dev.holdfast.engine.Family.CHILD;

import dev.holdfast.api.ChildFailedException;
import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.EngineFixture.Code;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import java.util.List;
import java.util.Optional;

/** Is an engine with a parent and a child that waits for an event. */
final class Family implements AutoCloseable {

  static final InstanceKey CHILD = new InstanceKey("child", "c1");
  static final ChildOptions C1 = ChildOptions.ofId("c1");

  final EngineFixture engine;

  Family() {
    this(new EngineFixture());
  }

  Family(EngineFixture engine) {
    this.engine = engine;
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Deploys a child that waits for an event, and ends with its payload or fails with it. */
  void deployChild() {
    engine.deploy(
        "child",
        (event, step) -> {
          String word = step.waitForEvent("wait", "go", String.class, "365 days").payload();
          if (word.startsWith("fail")) {
            throw new IllegalStateException(word);
          }
          return word;
        });
  }

  void deployParent(Code code) {
    engine.deploy("parent", code);
  }

  void deployCallingParent(ChildOptions options) {
    deployParent((event, step) -> step.callChild("call", "child", options, String.class));
  }

  /** Creates a parent and waits until its child waits for its event. */
  InstanceKey calling() {
    InstanceKey parent = engine.create("parent", "p1");
    engine.awaitStatus(parent, InstanceStatus.WAITING);
    engine.awaitStatus(CHILD, InstanceStatus.WAITING);
    return parent;
  }

  /** Deploys a parent that tells how its call ended, on a first execution and on a replay. */
  void deployCuriousParent(ChildOptions options) {
    deployParent(
        (event, step) -> {
          String outcome;
          try {
            outcome = step.callChild("call", "child", options, String.class);
          } catch (ChildFailedException e) {
            outcome = e.code() + " " + e.childId() + " " + e.error().map(ErrorInfo::message);
          }
          step.sleep("nap", "1 hour");
          return outcome;
        });
  }

  Object outcomeAfterReplay(InstanceKey parent) {
    engine.awaitSteps(parent, 2);
    engine.awaitStatus(parent, InstanceStatus.WAITING);
    engine.advance("1 hour");
    return engine.awaitOutput(parent);
  }

  List<AttemptRecord> attempts(InstanceKey key) {
    return engine.engine.instances().details(key).attempts();
  }

  List<InstanceKey> children() {
    return engine
        .engine
        .instances()
        .list(InstanceQuery.allOf("child", true, Optional.empty(), 100))
        .stream()
        .map(summary -> summary.instance().key())
        .toList();
  }

  void restartFrom(InstanceKey instance, StepKind kind, String step) {
    engine.steer(instance, new Command.Restart(Optional.of(new StepKey(kind, "", step, 1))));
  }
}
