package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.Change.AttemptFailed;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Says which instances are purged when, and that nothing of them is left. */
public abstract class PurgeContract extends StorageContract {

  @Test
  void deletesFinishedInstancesOfEveryKindOnceTheyAreDue() {
    InstanceRecord complete = finished("a", InstanceStatus.COMPLETE, START);
    InstanceRecord errored = finished("b", InstanceStatus.ERRORED, START.plusSeconds(1));
    InstanceRecord terminated = finished("c", InstanceStatus.TERMINATED, START.plusSeconds(1));
    InstanceRecord later = finished("d", InstanceStatus.COMPLETE, START.plusSeconds(2));

    assertThat(storage.purge().purgeDue(START.plusSeconds(1), 100)).isEqualTo(3);

    assertThat(List.of(complete, errored, terminated)).noneMatch(this::exists);
    assertThat(exists(later)).isTrue();
  }

  @Test
  void leavesWhatIsKeptForEverAndWhatHasNotFinished() {
    InstanceRecord forEver = finished("a", InstanceStatus.COMPLETE, null);
    InstanceRecord queued = store(queued("b"));
    InstanceRecord waiting = sleep("c", START);
    InstanceRecord running = run("d");

    assertThat(storage.purge().nextDue()).isEmpty();
    assertThat(storage.purge().purgeDue(START.plusSeconds(9), 100)).isZero();
    assertThat(List.of(forEver, queued, waiting, running)).allMatch(this::exists);
  }

  @Test
  void deletesEverythingStoredForAnInstanceAndFreesItsId() {
    InstanceRecord doomed = run("same");
    AttemptRecord attempt = attempt();
    write(
        newStep(doomed, done(1)), new AttemptFailed(doomed.lease(), attempt), event(doomed, "e1"));
    BlobKey chunk = new BlobKey(doomed.number(), 1, "large");
    storage.blobs().append(doomed.lease(), chunk, 0, new byte[] {1});
    end(doomed, InstanceStatus.COMPLETE, START);
    InstanceRecord neighbour = run("neighbour");
    write(newStep(neighbour, done(1)), event(neighbour, "e1"));
    end(neighbour, InstanceStatus.COMPLETE, START.plusSeconds(1));

    storage.purge().purgeDue(START, 100);

    assertThat(stepsOf(doomed)).isEmpty();
    assertThat(storage.reader().listAttempts(doomed.number(), 1)).isEmpty();
    assertThat(storage.reader().findEvent(doomed.number(), 1, "e1")).isEmpty();
    assertThat(storage.blobs().find(chunk, 0)).isEmpty();
    assertThat(stepsOf(neighbour)).hasSize(1);
    assertThat(storage.reader().findEvent(neighbour.number(), 1, "e1")).isPresent();
    assertThat(write(event(doomed, "e2"))).containsExactly(Outcome.NOT_FOUND);
    InstanceRecord successor = store(queued("same"));
    assertThat(find(successor).number()).isEqualTo(successor.number());
  }

  @Test
  void deletesNoMoreThanTheLimitAndTheLongestDueFirst() {
    InstanceRecord second = finished("a", InstanceStatus.COMPLETE, START.plusSeconds(2));
    InstanceRecord third = finished("b", InstanceStatus.COMPLETE, START.plusSeconds(3));
    InstanceRecord first = finished("c", InstanceStatus.COMPLETE, START.plusSeconds(1));
    assertThat(storage.purge().nextDue()).contains(START.plusSeconds(1));

    assertThat(storage.purge().purgeDue(START.plusSeconds(9), 2)).isEqualTo(2);

    assertThat(List.of(first, second)).noneMatch(this::exists);
    assertThat(storage.purge().nextDue()).contains(START.plusSeconds(3));
    assertThat(storage.purge().purgeDue(START.plusSeconds(9), 2)).isEqualTo(1);
    assertThat(exists(third)).isFalse();
  }

  @Test
  void sparesAnInstanceThatWasRestartedMeanwhile() {
    InstanceRecord restarted = finished("a", InstanceStatus.COMPLETE, START);
    storage
        .control()
        .change(
            restarted.key(),
            (row, journal) ->
                Decision.change(
                    row, row.edit().status(InstanceStatus.QUEUED).wakeAt(START).build()));

    assertThat(storage.purge().purgeDue(START.plusSeconds(9), 100)).isZero();
    assertThat(exists(restarted)).isTrue();
  }

  @Test
  void letsNodesPurgeSideBySide() {
    for (int i = 0; i < 40; i++) {
      finished("i" + i, InstanceStatus.COMPLETE, START.plusMillis(i));
    }
    Storage other = storage.ofOtherProcess();
    List<Callable<Integer>> purgers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      purgers.add(() -> purgeAll(storage.purge()));
      purgers.add(() -> purgeAll(other.purge()));
    }

    int purged = race(purgers).stream().mapToInt(Integer::intValue).sum();

    assertThat(purged).isEqualTo(40);
    assertThat(storage.statistics().countInstances()).isEmpty();
  }

  @Test
  void purgesChosenInstancesThatHaveFinishedWhateverTheirRetention() {
    InstanceRecord forEver = finished("a", InstanceStatus.COMPLETE, null);
    InstanceRecord later = finished("b", InstanceStatus.ERRORED, START.plusSeconds(99));
    InstanceRecord waiting = sleep("c", START);
    InstanceRecord neighbour = finished("d", InstanceStatus.COMPLETE, START);

    int purged =
        storage
            .purge()
            .purge(List.of(later.number(), waiting.number(), forEver.number()), Archiving.NONE);

    assertThat(purged).isEqualTo(2);
    assertThat(List.of(forEver, later)).noneMatch(this::exists);
    assertThat(List.of(waiting, neighbour)).allMatch(this::exists);
    assertThat(storage.archived()).isEmpty();
  }

  @Test
  void archivesWithAllThatIsStoredForAnInstance() {
    InstanceRecord doomed = run("a");
    write(
        newStep(doomed, done(1)),
        new AttemptFailed(doomed.lease(), attempt()),
        event(doomed, "e1"));
    end(doomed, InstanceStatus.COMPLETE, START);
    InstanceRecord later = finished("b", InstanceStatus.COMPLETE, START.plusSeconds(99));
    List<InstanceExport> seen = new ArrayList<>();
    Archiving archiving =
        new Archiving(
            Archiving.Place.TABLE,
            export -> {
              seen.add(export);
              return "line of " + export.instance().key().id();
            },
            lines -> {});

    assertThat(storage.purge().purgeDue(START, 100, archiving)).isEqualTo(1);
    assertThat(storage.purge().purge(List.of(later.number()), archiving)).isEqualTo(1);

    assertThat(storage.archived()).containsExactly("line of a", "line of b");
    InstanceQuery ofB =
        new InstanceQuery(
            WORKFLOW,
            Set.of(InstanceStatus.COMPLETE),
            Optional.of(START),
            Optional.of(START.plusSeconds(1)),
            Optional.of("b"),
            true,
            Optional.of(0L),
            10);
    assertThat(storage.archive().list(ofB))
        .containsExactly(new Archive.Archived(later.number(), later.key()));
    assertThat(storage.archive().find(doomed.number())).hasValue("line of a");
    assertThat(storage.archive().find(0)).isEmpty();
    InstanceExport archived = seen.get(0);
    assertThat(archived.instance().status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(archived.steps()).containsExactly(done(1));
    assertThat(archived.attempts()).containsExactly(attempt());
    assertThat(archived.events())
        .extracting(event -> event.record().eventId())
        .containsExactly("e1");
    assertThat(List.of(doomed, later)).noneMatch(this::exists);
  }

  @Test
  void keepsWhatCannotBeArchived() {
    InstanceRecord doomed = finished("a", InstanceStatus.COMPLETE, START);
    Archiving archiving =
        new Archiving(
            Archiving.Place.FOLDER,
            export -> "line",
            lines -> {
              throw new UncheckedIOException(new IOException("disk full"));
            });

    assertThatThrownBy(() -> storage.purge().purgeDue(START, 100, archiving))
        .hasStackTraceContaining("disk full");

    assertThat(exists(doomed)).isTrue();
  }

  private static int purgeAll(Purge purge) {
    int purged = 0;
    for (int i = 0; i < 30; i++) {
      purged += purge.purgeDue(START.plusSeconds(9), 3);
    }
    return purged;
  }

  private static AttemptRecord attempt() {
    Failure failure = new Failure(new ErrorInfo("E", "m", null), List.of("E"));
    return new AttemptRecord(1, 1, START, START, failure, "at", 5L, 8);
  }

  private InstanceRecord finished(String id, InstanceStatus status, @Nullable Instant purgeAt) {
    InstanceRecord instance = run(id);
    end(instance, status, purgeAt);
    return instance;
  }

  private void end(InstanceRecord instance, InstanceStatus status, @Nullable Instant purgeAt) {
    storage
        .control()
        .change(
            instance.key(),
            (row, journal) ->
                Decision.change(
                    row,
                    row.edit().status(status).owner(null).wakeAt(purgeAt).endedAt(START).build()));
  }

  private boolean exists(InstanceRecord instance) {
    return storage.reader().find(instance.key()).isPresent();
  }
}
