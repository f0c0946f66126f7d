package dev.holdfast.testing;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.port.PayloadCodec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the instances of a server over HTTP, again and again. Values come as JSON: without a
 * type wanted they are read as maps, lists, texts and numbers.
 */
record RemoteObserver(ServerHttp http, PayloadCodec codec) implements Observer {

  private static final long LOOK_EVERY_MILLIS = 50;

  @Override
  public Optional<SeenInstance> instance(InstanceKey key) {
    return http.get(path(key) + "/status").map(this::seenInstance);
  }

  @Override
  public Optional<SeenStep> endedStep(InstanceKey key, StepKey step) {
    return http.get(
            "%s/steps/%s?occurrence=%d&kind=%s&scope=%s"
                .formatted(
                    path(key),
                    ServerHttp.segment(step.name()),
                    step.occurrence(),
                    step.kind().wireName(),
                    ServerHttp.segment(step.scope())))
        .filter(found -> found.get("endedAt") != null)
        .map(found -> seenStep(step, found));
  }

  @Override
  public @Nullable Object decode(String workflow, EncodedValue value, Optional<Type> type) {
    return codec.decode(value, type.orElse(Object.class));
  }

  @Override
  public @Nullable Object decodeOutput(String workflow, EncodedValue value) {
    return codec.decode(value, Object.class);
  }

  @Override
  public <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent() || System.nanoTime() >= deadline) {
        return found;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
    }
  }

  private SeenInstance seenInstance(Map<?, ?> status) {
    return new SeenInstance(
        InstanceStatus.find(text(status, "status")).orElseThrow(),
        value(status.get("output")),
        error(status.get("error")));
  }

  private SeenStep seenStep(StepKey step, Map<?, ?> found) {
    @Nullable ErrorInfo error = error(found.get("error"));
    int attempts = found.get("attempt") instanceof Number number ? number.intValue() : 0;
    boolean sensitive =
        found.get("config") instanceof Map<?, ?> config
            && Boolean.TRUE.equals(config.get("sensitive"));
    return new SeenStep(
        value(found.get("output")),
        null,
        error == null ? null : new StepFailedException(step.name(), attempts, error, List.of()),
        sensitive);
  }

  private @Nullable EncodedValue value(@Nullable Object tree) {
    return tree == null ? null : codec.encode(tree, Object.class);
  }

  private static @Nullable ErrorInfo error(@Nullable Object tree) {
    return tree instanceof Map<?, ?> error
        ? new ErrorInfo(text(error, "name"), text(error, "message"), (String) error.get("code"))
        : null;
  }

  private static String text(Map<?, ?> members, String name) {
    return String.valueOf(members.get(name));
  }

  private static String path(InstanceKey key) {
    return "/workflows/%s/instances/%s"
        .formatted(ServerHttp.segment(key.workflow()), ServerHttp.segment(key.id()));
  }
}
