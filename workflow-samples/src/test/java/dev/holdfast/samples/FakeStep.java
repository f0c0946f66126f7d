package dev.holdfast.samples;

import dev.holdfast.api.AllBranchesFailedException;
import dev.holdfast.api.BatchJobResult;
import dev.holdfast.api.Blob;
import dev.holdfast.api.Branch;
import dev.holdfast.api.BranchBody;
import dev.holdfast.api.ChildFailedException;
import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.api.ItemBody;
import dev.holdfast.api.Losers;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.ReceivedEvent;
import dev.holdfast.api.Settled;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepContext;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.Winner;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps on the spot, in memory: retries at once, sleeps no time, takes events from a list and
 * lets a wait without one time out. Notes what it was asked to do.
 */
public final class FakeStep implements WorkflowStep {

  private static final String KEY_PREFIX = "fake/i1/3/";
  private static final int USUAL_LIMIT = 5;

  /** A child of this id gives no output; others return their params. */
  public static final String LOST_CHILD = "lost";

  private final String scope;
  private final List<String> calls;
  private final Map<String, StepOptions> options;
  private final Map<String, Deque<@Nullable Object>> events;
  private final Map<String, Integer> occurrences = new HashMap<>();
  private final List<Duration> sleeps;
  private final List<@Nullable Object> progress = new ArrayList<>();
  private long batchWrites;

  /** Makes a step recorder without events. */
  public FakeStep() {
    this("", new ArrayList<>(), new LinkedHashMap<>(), new HashMap<>(), new ArrayList<>());
  }

  private FakeStep(
      String scope,
      List<String> calls,
      Map<String, StepOptions> options,
      Map<String, Deque<@Nullable Object>> events,
      List<Duration> sleeps) {
    this.scope = scope;
    this.calls = calls;
    this.options = options;
    this.events = events;
    this.sleeps = sleeps;
  }

  /**
   * Keeps an event for a wait.
   *
   * @param type type of the event
   * @param payload its payload
   * @return this
   */
  public FakeStep withEvent(String type, @Nullable Object payload) {
    // An ArrayDeque holds no null, which is a payload like any other.
    events.computeIfAbsent(type, any -> new ArrayDeque<>()).add(Optional.ofNullable(payload));
    return this;
  }

  /**
   * Returns what was called, such as {@code run a#2} for the second attempt of step a.
   *
   * @return the calls in order
   */
  public List<String> calls() {
    return calls;
  }

  /**
   * Returns the sleeps asked for.
   *
   * @return their lengths in order
   */
  public List<Duration> sleeps() {
    return sleeps;
  }

  /**
   * Returns what was published outside branches.
   *
   * @return the values in order
   */
  public List<@Nullable Object> progress() {
    return progress;
  }

  /**
   * Returns the options that a step was run with.
   *
   * @param name name of the step
   * @return its options
   */
  public StepOptions optionsOf(String name) {
    StepOptions found = options.get(name);
    if (found == null) {
      throw new AssertionError("Step '" + name + "' was not run, only " + options.keySet());
    }
    return found;
  }

  @Override
  public <T extends @Nullable Object> T run(
      String name, StepOptions stepOptions, StepBody<T> body) {
    return perform("run", name, stepOptions, body);
  }

  @Override
  public <T extends @Nullable Object> T transactional(
      String name, StepOptions stepOptions, StepBody<T> body) {
    return perform("transactional", name, stepOptions, body);
  }

  @Override
  public <T extends @Nullable Object> T transactional(
      String name, TypeToken<T> type, StepOptions stepOptions, StepBody<T> body) {
    return transactional(name, stepOptions, body);
  }

  private <T extends @Nullable Object> T perform(
      String verb, String name, StepOptions stepOptions, StepBody<T> body) {
    options.put(name, stepOptions);
    int occurrence = occurrences.merge(name, 1, Integer::sum);
    int limit = stepOptions.retry().limit().orElse(USUAL_LIMIT);
    for (int attempt = 1; ; attempt++) {
      calls.add(verb + " " + scope + name + "#" + attempt);
      try {
        String key = KEY_PREFIX + scope + name + "-" + occurrence;
        return stored(body.run(new StepContext(name, occurrence, attempt, stepOptions, key)));
      } catch (Exception e) {
        if (attempt > limit || e instanceof NonRetryableException) {
          throw failed(name, attempt, e);
        }
      }
    }
  }

  /** Reads what a blob is made of, as the engine does. */
  @SuppressWarnings("unchecked") // a blob for a blob
  private static <T extends @Nullable Object> T stored(T result) throws IOException {
    if (!(result instanceof Blob blob)) {
      return result;
    }
    try (InputStream stream = blob.open()) {
      return (T) Blob.of(stream.readAllBytes());
    }
  }

  private static StepFailedException failed(String name, int attempt, Exception e) {
    ErrorInfo error =
        new ErrorInfo(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), null);
    return new StepFailedException(name, attempt, error, List.of(e.getClass().getName()));
  }

  @Override
  public <T extends @Nullable Object> T run(
      String name, TypeToken<T> type, StepOptions stepOptions, StepBody<T> body) {
    return run(name, stepOptions, body);
  }

  @Override
  public void sleep(String name, Duration duration) {
    calls.add("sleep " + scope + name);
    sleeps.add(duration);
  }

  @Override
  public void sleepUntil(String name, Instant instant) {
    calls.add("sleepUntil " + scope + name + " " + instant);
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // tests give payloads of the type they ask for
  public <T extends @Nullable Object> ReceivedEvent<T> waitForEvent(
      String name, String type, TypeToken<T> payload, Duration timeout) {
    calls.add("wait " + scope + name + " " + timeout);
    Deque<@Nullable Object> waiting = events.getOrDefault(type, new ArrayDeque<>());
    if (!(waiting.poll() instanceof Optional<?> event)) {
      throw new EventTimeoutException("Wait '%s' timed out after %s".formatted(name, timeout));
    }
    return new ReceivedEvent<>(type, (T) event.orElse(null), Instant.EPOCH, "e1");
  }

  @Override
  public BatchJobResult batch(
      String name, String job, Map<String, String> properties, StepOptions stepOptions) {
    calls.add("batch " + name + " " + job + " " + new TreeMap<>(properties));
    options.put(name, stepOptions);
    return new BatchJobResult(
        job,
        1,
        "COMPLETED",
        List.of(new BatchJobResult.Step(job, "COMPLETED", Map.of("write_count", batchWrites))));
  }

  /**
   * Says what batch jobs write from now on.
   *
   * @param items how many items
   * @return this
   */
  public FakeStep withBatchWrites(long items) {
    batchWrites = items;
    return this;
  }

  @Override
  public String startChild(String name, String workflow, ChildOptions childOptions) {
    String id = childOptions.id().orElse(workflow + "-of-" + name);
    calls.add("startChild %s%s %s/%s".formatted(scope, name, workflow, id));
    return id;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the params are what the child returns
  public <T extends @Nullable Object> T callChild(
      String name, String workflow, ChildOptions childOptions, TypeToken<T> type) {
    String id = childOptions.id().orElse(workflow + "-of-" + name);
    calls.add("callChild %s%s %s/%s".formatted(scope, name, workflow, id));
    if (id.equals(LOST_CHILD)) {
      throw new ChildFailedException(
          ChildFailedException.TERMINATED, "The child was terminated", workflow, id, null);
    }
    return (T) childOptions.params().orElse(null);
  }

  @Override
  public void progress(@Nullable Object value) {
    progress.add(value);
  }

  @Override
  public <T extends @Nullable Object> Branch<T> branch(String name, BranchBody<T> body) {
    FakeStep inner = new FakeStep(scope + name + "/", calls, options, events, sleeps);
    try {
      return new FakeBranch<>(name, body.run(inner), null);
    } catch (Exception e) {
      return new FakeBranch<>(name, null, e);
    }
  }

  @Override
  public <T extends @Nullable Object> List<T> all(List<? extends Branch<? extends T>> branches) {
    List<T> results = new ArrayList<>();
    branches.forEach(branch -> results.add(branch.await()));
    return results;
  }

  @Override
  public <T extends @Nullable Object> List<Settled<T>> allSettled(
      List<? extends Branch<? extends T>> branches) {
    List<Settled<T>> ends = new ArrayList<>();
    for (Branch<? extends T> branch : branches) {
      @Nullable Exception failure = failureOf(branch);
      ends.add(
          failure == null ? new Settled<>(branch.await(), null) : new Settled<>(null, failure));
    }
    return ends;
  }

  @Override
  public <T extends @Nullable Object> Winner<T> race(
      String name, List<? extends Branch<? extends T>> branches, Losers losers) {
    calls.add("race " + scope + name + " " + losers);
    return winner(branches, 0);
  }

  @Override
  public <T extends @Nullable Object> Winner<T> any(
      String name, List<? extends Branch<? extends T>> branches, Losers losers) {
    calls.add("any " + scope + name + " " + losers);
    List<Exception> failures = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      @Nullable Exception failure = failureOf(branches.get(i));
      if (failure == null) {
        return winner(branches, i);
      }
      failures.add(failure);
    }
    throw new AllBranchesFailedException(name, failures);
  }

  private static <T extends @Nullable Object> Winner<T> winner(
      List<? extends Branch<? extends T>> branches, int index) {
    Branch<? extends T> branch = branches.get(index);
    return new Winner<>(index, branch.name(), branch.await());
  }

  private static @Nullable Exception failureOf(Branch<?> branch) {
    return ((FakeBranch<?>) branch).failure();
  }

  @Override
  public <I extends @Nullable Object, T extends @Nullable Object> List<T> forEach(
      String name,
      List<? extends I> items,
      int concurrency,
      ItemBody<? super I, ? extends T> body) {
    List<Branch<T>> branches = new ArrayList<>();
    for (I item : items) {
      branches.add(branch(name, inner -> body.run(inner, item)));
    }
    return all(branches);
  }

  private record FakeBranch<T extends @Nullable Object>(
      String name, @Nullable T result, @Nullable Exception failure) implements Branch<T> {

    @Override
    @SuppressWarnings("NullAway") // null is a result like any other
    public T await() {
      if (failure instanceof WorkflowException known) {
        throw known;
      }
      if (failure != null) {
        throw new WorkflowException("branch", failure.getMessage(), failure);
      }
      return result;
    }
  }
}
