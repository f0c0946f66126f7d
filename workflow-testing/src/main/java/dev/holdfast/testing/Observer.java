package dev.holdfast.testing;

import dev.holdfast.api.Blob;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.port.PayloadCodec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at instances: in this process, or over HTTP. Thread-safe. */
interface Observer {

  /** Looks at an instance; empty when there is none. */
  Optional<SeenInstance> instance(InstanceKey key);

  /** Looks at a step; empty when it has not ended, or its instance does not exist. */
  Optional<SeenStep> endedStep(InstanceKey key, StepKey step);

  /** Returns what encodes values. */
  PayloadCodec codec();

  /** Reads a result of a workflow's step, as the type wanted or as the type it was stored with. */
  @Nullable Object decode(String workflow, EncodedValue value, Optional<Type> type);

  /** Reads the output of a workflow as the type that it declares. */
  @Nullable Object decodeOutput(String workflow, EncodedValue value);

  /**
   * Looks for something again and again.
   *
   * @param look what is looked for, or empty
   * @param patience how long, in wall time
   * @return what was found; empty when the time is over
   */
  <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience);

  /**
   * Is an instance as seen from outside.
   *
   * @param status its status
   * @param output its output; null when it has none
   * @param error what ended it; null unless errored
   */
  record SeenInstance(
      InstanceStatus status, @Nullable EncodedValue output, @Nullable ErrorInfo error) {}

  /**
   * Is a step that has ended, as seen from outside.
   *
   * @param result its result; null for null, and for a blob
   * @param blob its result when that is a blob; else null
   * @param failure what ended it; null when it completed
   * @param sensitive whether nobody may see the result
   */
  record SeenStep(
      @Nullable EncodedValue result,
      @Nullable Blob blob,
      @Nullable StepFailedException failure,
      boolean sensitive) {}
}
