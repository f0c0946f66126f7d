package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Says what callers and viewers see. */
public abstract class InstanceReaderContract extends StorageContract {

  private static final InstanceQuery ALL =
      InstanceQuery.allOf(WORKFLOW, false, Optional.empty(), 100);

  @Test
  void findsNothingThatIsNotThere() {
    assertThat(storage.reader().find(new InstanceKey(WORKFLOW, "?"))).isEmpty();
    assertThat(storage.reader().listSteps(-1, 1)).isEmpty();
    assertThat(storage.reader().listAttempts(-1, 1)).isEmpty();
    assertThat(storage.reader().listEvents(-1, 1)).isEmpty();
    assertThat(storage.reader().list(ALL)).isEmpty();
  }

  @Test
  void findsSeveralAtOnce() {
    InstanceRecord mine = run("a");
    InstanceRecord other = store(queued("other", "b", START));
    store(queued("other", "a", START));

    assertThat(
            storage
                .reader()
                .findAll(Set.of(mine.key(), other.key(), new InstanceKey(WORKFLOW, "b"))))
        .containsOnly(Map.entry(mine.key(), find(mine)), Map.entry(other.key(), find(other)));
  }

  @Test
  void listsNewestFirstOrOldestFirst() {
    store(queued("a"));
    store(queued("b"));
    store(queued("returns", "c", START));

    assertThat(ids(ALL)).containsExactly("b", "a");
    assertThat(ids(page(true, Optional.empty(), 100))).containsExactly("a", "b");
  }

  @Test
  void pagesWithoutDoublesOrGapsWhileInstancesAreCreated() {
    for (int i = 0; i < 7; i++) {
      store(queued("i" + i));
    }
    for (boolean ascending : List.of(true, false)) {
      List<String> seen = new ArrayList<>();
      Optional<Long> after = Optional.empty();
      List<InstanceSummary> page;
      do {
        page = storage.reader().list(page(ascending, after, 3));
        page.forEach(it -> seen.add(it.instance().key().id()));
        if (!page.isEmpty()) {
          after = Optional.of(page.get(page.size() - 1).instance().number());
        }
        if (!ascending) {
          store(queued("new-" + storage.ids().newId()));
        }
      } while (!page.isEmpty());

      assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }
  }

  @Test
  void filtersByStatusTimeAndText() {
    store(queued("Order-1"));
    sleep("order-2", null);
    complete("x%y_z");
    InstanceRecord late = store(createdAt("late-order", START.plusSeconds(60)));

    assertThat(ids(withStatuses(InstanceStatus.QUEUED, InstanceStatus.COMPLETE)))
        .containsExactly("late-order", "x%y_z", "Order-1");
    assertThat(ids(withTimes(Optional.of(START.plusSeconds(60)), Optional.empty())))
        .containsExactly("late-order");
    assertThat(ids(withTimes(Optional.empty(), Optional.of(START.plusSeconds(60)))))
        .containsExactly("x%y_z", "order-2", "Order-1");
    assertThat(ids(withText("order"))).containsExactly("late-order", "order-2");
    assertThat(ids(withText("%y_"))).containsExactly("x%y_z");
    assertThat(find(late).origin().createdAt()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void listsEventsInOrderOfAcceptance() {
    InstanceRecord instance = run("a");
    InstanceRecord another = run("b");
    EventAccepted first = event(instance, "e1");
    EventAccepted second = event(instance, "e2");
    write(second, event(another, "e3"));
    write(first);

    assertThat(storage.reader().listEvents(instance.number(), instance.epoch()))
        .containsExactly(first.record(), second.record());
  }

  @Test
  void showsTheStepThatAnInstanceIsAt() {
    InstanceRecord retrying = run("a");
    write(
        newStep(retrying, done(1)),
        newStep(retrying, running(2)),
        newStep(retrying, running(3).retrying(1, START, "{}")),
        newStep(retrying, done(4)));
    InstanceRecord between = run("b");
    write(newStep(between, done(1)));

    assertThat(storage.reader().list(ALL))
        .containsExactly(
            new InstanceSummary(between, Optional.empty()),
            new InstanceSummary(retrying, Optional.of(running(3).retrying(1, START, "{}"))));
  }

  @Test
  void findsWhatIsBetweenTwoAttempts() {
    InstanceRecord first = run("a");
    write(newStep(first, done(1)), newStep(first, running(2).retrying(1, START, "{}")));
    InstanceRecord second = run("b");
    write(newStep(second, running(1).retrying(1, START, "{}")), newStep(second, running(2)));
    write(newStep(run("c"), running(1)));

    assertThat(ids(ALL.onlyRetrying())).containsExactly("b", "a");
    assertThat(ids(page(false, Optional.of(second.number()), 100).onlyRetrying()))
        .containsExactly("a");
    assertThat(ids(withStatuses(InstanceStatus.QUEUED).onlyRetrying())).isEmpty();
    assertThat(storage.reader().count(ALL.onlyRetrying())).isEqualTo(2);
  }

  @Test
  void countsWhatItWouldList() {
    store(queued("a"));
    store(queued("b"));
    complete("c");

    assertThat(storage.reader().count(page(true, Optional.empty(), 1))).isEqualTo(3);
    assertThat(storage.reader().count(withStatuses(InstanceStatus.QUEUED))).isEqualTo(2);
  }

  private List<String> ids(InstanceQuery query) {
    return storage.reader().list(query).stream().map(it -> it.instance().key().id()).toList();
  }

  private InstanceRecord createdAt(String id, Instant createdAt) {
    InstanceRecord like = queued(id);
    return InstanceRecord.queued(
        like.number(),
        like.key(),
        new InstanceRecord.Origin(null, createdAt, "v1", "java", ""),
        START);
  }

  private static InstanceQuery page(boolean ascending, Optional<Long> after, int limit) {
    return InstanceQuery.allOf(WORKFLOW, ascending, after, limit);
  }

  private static InstanceQuery withStatuses(InstanceStatus... statuses) {
    return new InstanceQuery(
        WORKFLOW,
        Set.of(statuses),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        100);
  }

  private static InstanceQuery withTimes(Optional<Instant> from, Optional<Instant> to) {
    return new InstanceQuery(
        WORKFLOW, Set.of(), from, to, Optional.empty(), false, Optional.empty(), 100);
  }

  private static InstanceQuery withText(String text) {
    return new InstanceQuery(
        WORKFLOW,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(text),
        false,
        Optional.empty(),
        100);
  }
}
