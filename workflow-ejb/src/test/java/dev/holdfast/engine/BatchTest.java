package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.BatchCreation;
import dev.holdfast.api.BatchDeletion;
import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.Workflows;
import dev.holdfast.engine.client.EngineDirectory;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final String UNDELETABLE = "undeletable";

  private final EngineFixture engine = EngineFixture.wrapping(100, BatchTest::withoutDeletion);

  private static Ports withoutDeletion(Ports ports) {
    InstanceControl control =
        new InstanceControl() {
          @Override
          public Optional<Decision> change(InstanceKey key, Controller controller) {
            if (key.id().equals(UNDELETABLE)) {
              throw new IllegalStateException("table workflow_instance is locked");
            }
            return ports.control().change(key, controller);
          }

          @Override
          public List<Decision> changeResting(List<Long> numbers, Controller controller) {
            return ports.control().changeResting(numbers, controller);
          }
        };
    return ports.writingBy(
        ports.journal(), ports.stepTransactions(), ports.queue(), control, ports.schedules());
  }

  @BeforeEach
  void deploy() {
    engine.deploy("w", (event, step) -> event.payload());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Workflows client() {
    return new EngineDirectory(engine.engine.instances(), engine.codec, engine.registry).get("w");
  }

  private Object outputOf(WorkflowInstance instance) {
    return engine.awaitOutput(new InstanceKey("w", instance.id()));
  }

  private static CreateOptions params(int number) {
    return CreateOptions.ofParams(Map.of("n", String.valueOf(number)));
  }

  private List<String> completed(String... ids) {
    for (String id : ids) {
      engine.awaitEnd(engine.create("w", id));
    }
    return List.of(ids);
  }

  private long stored() {
    return engine.counts("w").values().stream().mapToLong(Long::longValue).sum();
  }

  @Test // case 25
  void givesEachInstanceItsOwnParams() {
    BatchCreation batch = client().createBatch(List.of(params(1), params(2)));

    assertThat(batch.created())
        .extracting(this::outputOf)
        .containsExactly(Map.of("n", "1"), Map.of("n", "2"));
  }

  @Test // case 26
  void makesIdsForEntriesWithoutOne() {
    BatchCreation batch =
        client()
            .createBatch(
                List.of(CreateOptions.DEFAULT, CreateOptions.ofId("321"), CreateOptions.DEFAULT));

    assertThat(batch.created()).extracting(WorkflowInstance::id).hasSize(3).doesNotHaveDuplicates();
    assertThat(batch.created().get(1).id()).isEqualTo("321");
  }

  @Test // case 28
  void returnsWhatExistsInItsPlaceWithItsOldParams() {
    WorkflowInstance old = client().create(params(1).withId("old"));
    outputOf(old);

    BatchCreation batch =
        client()
            .createBatch(List.of(params(2), params(3).withId("old").returnExisting(), params(4)));

    assertThat(batch.errors()).isEmpty();
    assertThat(batch.created())
        .extracting(WorkflowInstance::existing)
        .containsExactly(false, true, false);
    assertThat(batch.created())
        .extracting(this::outputOf)
        .containsExactly(Map.of("n", "2"), Map.of("n", "1"), Map.of("n", "4"));
  }

  @Test // case 31
  void createsNothingWhenAnEntryIsInvalidAndNamesIt() {
    assertThatThrownBy(
            () ->
                client()
                    .createBatch(
                        List.of(CreateOptions.DEFAULT, CreateOptions.ofId("#no"), params(1))))
        .isInstanceOf(WorkflowException.class)
        .hasMessageContaining("#no")
        .hasMessageContaining("1");
    assertThat(stored()).isZero();
  }

  @Test // case 40
  void deletesAll() {
    List<String> ids = completed("a", "b");

    BatchDeletion batch = client().deleteBatch(ids);

    assertThat(batch.deleted()).containsExactly("a", "b");
    assertThat(batch.errors()).isEmpty();
    assertThatThrownBy(() -> client().get("a")).isInstanceOf(InstanceNotFoundException.class);
    assertThatThrownBy(() -> client().get("b")).isInstanceOf(InstanceNotFoundException.class);
  }

  @Test // case 41
  void tellsOfEachMissingIdAsOftenAsItWasGiven() {
    BatchDeletion batch = client().deleteBatch(List.of("gone", "gone"));

    assertThat(batch.deleted()).isEmpty();
    assertThat(batch.errors())
        .extracting(BatchDeletion.Failure::id, BatchDeletion.Failure::code)
        .containsExactly(tuple("gone", "instance.not_found"), tuple("gone", "instance.not_found"));
  }

  @Test // case 43
  void deletesTheOthersWhenOneFailsAndTellsNothingOfWhy() {
    List<String> ids = completed("a", UNDELETABLE, "b");

    BatchDeletion batch = client().deleteBatch(ids);

    assertThat(batch.deleted()).containsExactly("a", "b");
    assertThat(batch.errors())
        .singleElement()
        .returns(UNDELETABLE, BatchDeletion.Failure::id)
        .returns("internal", BatchDeletion.Failure::code)
        .satisfies(failure -> assertThat(failure.message()).doesNotContain("locked"));
  }

  @Test // case 44
  void deletesNothingFromAListThatBreaksARule() {
    completed("a");
    List<String> tooMany =
        new ArrayList<>(IntStream.range(0, 1000).mapToObj(i -> "i-" + i).toList());
    tooMany.add("a");

    assertThatThrownBy(() -> client().deleteBatch(List.of())).hasMessageContaining("batch.empty");
    assertThatThrownBy(() -> client().deleteBatch(tooMany)).hasMessageContaining("batch.too_large");
    assertThatThrownBy(() -> client().deleteBatch(List.of("a", "")))
        .hasMessageContaining("instance.invalid_id");
    assertThat(stored()).isEqualTo(1);
  }
}
