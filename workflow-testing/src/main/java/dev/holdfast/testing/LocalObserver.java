package dev.holdfast.testing;

import dev.holdfast.api.StepFailedException;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.run.RecordedOptions;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the instances of a server in this process; told of every change, it need not poll. */
record LocalObserver(TestServer server) implements Observer {

  @Override
  public Optional<SeenInstance> instance(InstanceKey key) {
    return server.instances().find(key).map(LocalObserver::seen);
  }

  @Override
  public Optional<SeenStep> endedStep(InstanceKey key, StepKey step) {
    return server
        .instances()
        .find(key)
        .map(instance -> server.instances().details(key))
        .map(InstanceDetails::steps)
        .stream()
        .flatMap(steps -> steps.stream())
        .filter(record -> record.key().equals(step) && record.status().isFinished())
        .findFirst()
        .map(LocalObserver::seen);
  }

  @Override
  public PayloadCodec codec() {
    return server.codec();
  }

  @Override
  public @Nullable Object decode(String workflow, EncodedValue value, Optional<Type> type) {
    return type.isPresent()
        ? codec().decode(value, type.get())
        : codec().decode(value, server.registry().get(workflow).loader());
  }

  @Override
  public @Nullable Object decodeOutput(String workflow, EncodedValue value) {
    return codec().decode(value, server.registry().get(workflow).resultType());
  }

  @Override
  public <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience) {
    return server.changes().await(look, patience);
  }

  private static SeenInstance seen(InstanceRecord instance) {
    @Nullable Failure failure = instance.failure();
    return new SeenInstance(
        instance.status(), instance.output(), failure == null ? null : failure.error());
  }

  private static SeenStep seen(StepRecord step) {
    @Nullable Failure failure = step.failure();
    return new SeenStep(
        step.result(),
        failure == null
            ? null
            : new StepFailedException(
                step.key().name(), step.attempt(), failure.error(), failure.types()),
        step.options() != null && RecordedOptions.parts(step.options()).containsKey("sensitive"));
  }
}
