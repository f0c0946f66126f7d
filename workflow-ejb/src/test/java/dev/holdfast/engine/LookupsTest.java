package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.InstanceReader;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many callers share their readings of instances. */
class LookupsTest {

  private final Map<InstanceKey, InstanceRecord> stored = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Integer> readings = new ConcurrentLinkedQueue<>();
  private volatile Function<Collection<InstanceKey>, Map<InstanceKey, InstanceRecord>> findAll =
      this::readAll;
  private final Lookups lookups = new Lookups(reader());

  @Test
  void readsForALoneCallerAtOnce() {
    InstanceKey key = store(1);

    assertThat(lookups.find(key)).contains(stored.get(key));
    assertThat(lookups.find(new InstanceKey("w", "?"))).isEmpty();
    assertThat(readings).containsExactly(1, 1);
  }

  @Test
  void readsTogetherWhatIsAskedForMeanwhile() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    findAll =
        keys -> {
          awaitOpen(hold);
          return readAll(keys);
        };
    List<InstanceKey> keys = IntStream.range(0, 20).mapToObj(this::store).toList();

    CompletableFuture<Optional<InstanceRecord>> first = find(keys.get(0));
    List<CompletableFuture<Optional<InstanceRecord>>> others =
        keys.subList(1, keys.size()).stream().map(this::find).toList();
    EngineFixture.awaitThat(() -> lookups.waiting() == others.size());
    hold.countDown();

    assertThat(first.get()).contains(stored.get(keys.get(0)));
    for (int i = 0; i < others.size(); i++) {
      assertThat(others.get(i).get()).contains(stored.get(keys.get(i + 1)));
    }
    assertThat(readings).containsExactly(1, others.size());
  }

  @Test
  void letsEachReadForItselfWhenAReadingFails() throws Exception {
    InstanceKey key = store(1);
    findAll =
        keys -> {
          throw new IllegalStateException("connection lost");
        };

    assertThat(find(key).get()).contains(stored.get(key));
    assertThatThrownBy(() -> find(new InstanceKey("w", "fails")).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("this one is the culprit");
    findAll = this::readAll;
    assertThat(find(key).get()).contains(stored.get(key));
  }

  private CompletableFuture<Optional<InstanceRecord>> find(InstanceKey key) {
    return CompletableFuture.supplyAsync(
        () -> lookups.find(key), task -> new Thread(task, "reader").start());
  }

  private InstanceKey store(int number) {
    InstanceKey key = new InstanceKey("w", "i" + number);
    InstanceRecord.Origin origin =
        new InstanceRecord.Origin(null, Instant.EPOCH, "v1", "api", "ann");
    stored.put(key, InstanceRecord.queued(number, key, origin, Instant.EPOCH));
    return key;
  }

  private Map<InstanceKey, InstanceRecord> readAll(Collection<InstanceKey> keys) {
    readings.add(keys.size());
    return keys.stream()
        .filter(stored::containsKey)
        .collect(Collectors.toMap(key -> key, stored::get));
  }

  private InstanceReader reader() {
    return (InstanceReader)
        Proxy.newProxyInstance(
            InstanceReader.class.getClassLoader(),
            new Class<?>[] {InstanceReader.class},
            (proxy, method, args) -> {
              if (method.getName().equals("findAll")) {
                @SuppressWarnings("unchecked")
                Collection<InstanceKey> keys = (Collection<InstanceKey>) args[0];
                return findAll.apply(keys);
              }
              InstanceKey key = (InstanceKey) args[0];
              if (key.id().equals("fails")) {
                throw new IllegalStateException("this one is the culprit");
              }
              return Optional.ofNullable(stored.get(key));
            });
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
