package dev.holdfast.testing;

import dev.holdfast.api.Blob;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
        .flatMap(details -> endedStep(details, step));
  }

  private Optional<SeenStep> endedStep(InstanceDetails details, StepKey step) {
    return details.steps().stream()
        .filter(record -> record.key().equals(step) && record.status().isFinished())
        .findFirst()
        .map(record -> seen(record, largeResult(details.instance(), record)));
  }

  private @Nullable Blob largeResult(InstanceRecord instance, StepRecord step) {
    return server.instances().findLargeResult(instance, step).orElse(null);
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

  private static byte[] bytes(Blob blob) {
    try (InputStream stream = blob.open()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SeenInstance seen(InstanceRecord instance) {
    @Nullable Failure failure = instance.failure();
    return new SeenInstance(
        instance.status(), instance.output(), failure == null ? null : failure.error());
  }

  private static SeenStep seen(StepRecord step, @Nullable Blob large) {
    @Nullable Failure failure = step.failure();
    @Nullable EncodedValue result = step.result();
    @Nullable Blob blob = null;
    if (large != null) {
      LargeValue reference = LargeValue.of(result).orElseThrow();
      blob = reference.isBlob() ? large : null;
      result = reference.isBlob() ? null : reference.read(bytes(large));
    }
    return new SeenStep(
        result,
        blob,
        failure == null
            ? null
            : new StepFailedException(
                step.key().name(), step.attempt(), failure.error(), failure.types()),
        RecordedOptions.areSensitive(step.options()));
  }
}
