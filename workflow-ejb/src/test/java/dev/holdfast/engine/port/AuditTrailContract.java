package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Requester;
import dev.holdfast.engine.port.AuditTrail.Filter;
import dev.holdfast.engine.port.AuditTrail.Place;
import dev.holdfast.engine.port.InstanceControl.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Says how the records of commands are kept. */
public abstract class AuditTrailContract extends StorageContract {

  private AuditTrail audit;

  @BeforeEach
  void takeTrail() {
    audit = storage.audit();
  }

  @Test
  void keepsAnEntryAsItWasAdded() {
    AuditEntry entry =
        new AuditEntry(
            7,
            START,
            new Requester("änn", "operator", "10.0.0.1", "it's \"stuck\"\n<b>"),
            "instance.terminate",
            "order",
            "a-1",
            "waiting",
            "terminated",
            "instance.illegal_status");

    audit.add(entry);

    assertThat(list(Filter.ALL)).containsExactly(entry);
  }

  @Test
  void cutsOffATargetThatNoIndexWouldTake() {
    add(7, START, "ann", "order", "ä".repeat(5_000));

    assertThat(list(Filter.ALL)).extracting(AuditEntry::target).containsExactly("ä".repeat(300));
  }

  @Test
  void listsTheNewestFirstPageByPageWhileOthersComeAndGo() {
    for (int i = 10; i < 20; i++) {
      add(i, START.plusMillis(i / 2), "ann"); // two of each time
    }

    List<Long> ids = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    for (List<AuditEntry> page = page(after); !page.isEmpty(); page = page(after)) {
      page.forEach(it -> ids.add(it.id()));
      after = Optional.of(Place.of(page.get(page.size() - 1)));
      add(100 + ids.size(), START.plusSeconds(1), "ann");
    }

    assertThat(ids).containsExactly(19L, 18L, 17L, 16L, 15L, 14L, 13L, 12L, 11L, 10L);
  }

  @Test
  void choosesByEachFilterAndAllTogether() {
    add(1, START, "ann", "order", "a");
    add(2, START.plusSeconds(1), "bob", "order", "a");
    add(3, START.plusSeconds(2), "ann", "order", "b");
    add(4, START.plusSeconds(3), "ann", "other", "a");

    assertThat(chosen("order", null, null, null, null)).containsExactly(3L, 2L, 1L);
    assertThat(chosen(null, "a", null, null, null)).containsExactly(4L, 2L, 1L);
    assertThat(chosen(null, null, "ann", null, null)).containsExactly(4L, 3L, 1L);
    assertThat(chosen(null, null, null, START.plusSeconds(2), null)).containsExactly(4L, 3L);
    assertThat(chosen(null, null, null, null, START.plusSeconds(2))).containsExactly(2L, 1L);
    assertThat(chosen("order", "a", "ann", START, START.plusSeconds(9))).containsExactly(1L);
    assertThat(chosen("order", "a", "eve", null, null)).isEmpty();
  }

  @Test
  void purgesTheOldestAndLeavesTheRest() {
    for (int i = 0; i < 5; i++) {
      add(i, START.plusSeconds(i), "ann");
    }

    assertThat(audit.purge(START.plusSeconds(4), 3)).isEqualTo(3);
    assertThat(audit.purge(START.plusSeconds(4), 3)).isEqualTo(1);
    assertThat(audit.purge(START.plusSeconds(4), 3)).isZero();

    assertThat(list(Filter.ALL)).extracting(AuditEntry::id).containsExactly(4L);
  }

  @Test
  void recordsADecisionTogetherWithWhatItChanges() {
    InstanceRecord instance = store(queued("a"));
    AuditEntry entry = entry(5, START, "ann", "order", "a");

    storage
        .control()
        .change(instance.key(), (row, journal) -> Decision.delete(row).auditing(entry));

    assertThat(storage.reader().find(instance.key())).isEmpty();
    assertThat(list(Filter.ALL)).containsExactly(entry);
  }

  @Test
  void recordsADecisionThatChangesNothing() {
    InstanceRecord instance = store(queued("a"));
    AuditEntry entry = entry(5, START, "ann", "order", "a");

    storage
        .control()
        .change(instance.key(), (row, journal) -> Decision.nothing(row).auditing(entry));

    assertThat(list(Filter.ALL)).containsExactly(entry);
  }

  @Test
  void recordsNothingOfADecisionThatCannotBeWritten() {
    InstanceRecord instance = store(queued("a"));
    audit.add(entry(5, START, "ann", "order", "a"));

    assertThatThrownBy(
            () ->
                storage
                    .control()
                    .change(
                        instance.key(),
                        (row, journal) -> {
                          throw new IllegalStateException("no");
                        }))
        .hasMessageContaining("no");

    assertThat(storage.reader().find(instance.key())).isPresent();
    assertThat(list(Filter.ALL)).hasSize(1);
  }

  private List<AuditEntry> page(Optional<Place> after) {
    return audit.list(Filter.ALL, after, 3);
  }

  private List<AuditEntry> list(Filter filter) {
    return audit.list(filter, Optional.empty(), 100);
  }

  private List<Long> chosen(
      @Nullable String workflow,
      @Nullable String target,
      @Nullable String caller,
      @Nullable Instant from,
      @Nullable Instant to) {
    return list(
            new Filter(
                Optional.ofNullable(workflow),
                Optional.ofNullable(target),
                Optional.ofNullable(caller),
                Optional.ofNullable(from),
                Optional.ofNullable(to)))
        .stream()
        .map(AuditEntry::id)
        .toList();
  }

  private void add(long id, Instant at, String caller) {
    add(id, at, caller, "order", "a");
  }

  private void add(long id, Instant at, String caller, String workflow, String target) {
    audit.add(entry(id, at, caller, workflow, target));
  }

  private static AuditEntry entry(
      long id, Instant at, String caller, String workflow, String target) {
    return new AuditEntry(
        id,
        at,
        Requester.named(caller),
        "instance.pause",
        workflow,
        target,
        "waiting",
        "paused",
        AuditEntry.DONE);
  }
}
