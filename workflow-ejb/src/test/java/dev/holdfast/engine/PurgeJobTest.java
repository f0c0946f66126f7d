package dev.holdfast.engine;

import static dev.holdfast.engine.EngineFixture.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.job.BulkExport;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.Archiving;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PurgeJobTest {

  private final EngineFixture engine = new EngineFixture();
  private final JobFixture jobs;

  PurgeJobTest() {
    engine.deploy("w", (event, step) -> event.instanceId());
    engine.deploy(
        "waiting", (event, step) -> step.waitForEvent("go", "go", String.class).payload());
    jobs = new JobFixture(engine);
  }

  @AfterEach
  void close() {
    jobs.close();
    engine.close();
  }

  private void complete(int count) {
    for (int i = 0; i < count; i++) {
      engine.awaitEnd(engine.create("w", "order-" + i));
    }
    engine.advance("1s");
  }

  private JobRecord purge(BulkFilter filter, Archiving.Place place) {
    return jobs.service.purge("w", filter, Optional.of(place), "ann");
  }

  private static BulkFilter containing(String text) {
    return new BulkFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.of(text), false);
  }

  @Test
  void removesFinishedInstancesThatAFilterChooses() {
    complete(25);

    JobRecord job = jobs.awaitEnd(purge(containing("order-1"), Archiving.Place.NONE));

    assertThat(job.progress().total()).isEqualTo(11);
    assertThat(job.progress().done()).isEqualTo(11);
    assertThat(engine.counts("w").get(InstanceStatus.COMPLETE)).isEqualTo(14);
  }

  @Test
  void leavesWhatHasNotFinished() {
    InstanceKey key = engine.create("waiting", "a");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1s");

    JobRecord job =
        jobs.awaitEnd(
            jobs.service.purge(
                "waiting", BulkFilter.ALL, Optional.of(Archiving.Place.NONE), "ann"));

    assertThat(job.progress().total()).isZero();
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.WAITING);
  }

  @Test
  void archivesInAFolderWhatCanBeImportedAgain() throws Exception {
    complete(3);

    jobs.awaitEnd(purge(BulkFilter.ALL, Archiving.Place.FOLDER));

    assertThat(jobs.archived).hasSize(3);
    assertThat(engine.counts("w").get(InstanceStatus.COMPLETE)).isZero();
    jobs.awaitEnd(jobs.load(ImportFormat.NDJSON, String.join("\n", jobs.archived)));
    assertThat(engine.awaitOutput(new InstanceKey("w", "order-2"))).isEqualTo("order-2");
  }

  @Test
  void exportsWhatIsArchivedInTheTable() throws Exception {
    complete(12);
    jobs.awaitEnd(purge(BulkFilter.ALL, Archiving.Place.TABLE));

    JobRecord job =
        jobs.awaitEnd(
            jobs.service.export("w", new BulkExport(containing("order-1"), false, true), "ann"));

    assertThat(job.progress().done()).isEqualTo(3);
    assertThat(new String(jobs.service.output(job.id()).readAllBytes(), StandardCharsets.UTF_8))
        .contains("\"id\":\"order-11\"")
        .hasLineCount(3);
  }

  @Test
  void goesOnAfterACrash() {
    complete(35);
    jobs.chunksToLive.set(2);
    JobRecord job = purge(BulkFilter.ALL, Archiving.Place.TABLE);
    awaitThat(() -> jobs.chunksToLive.get() < 0);

    jobs.crashAndRestart();

    JobRecord ended = jobs.awaitEnd(job);
    assertThat(ended.runs()).isEqualTo(2);
    assertThat(ended.progress().done()).isEqualTo(35);
    assertThat(engine.counts("w").get(InstanceStatus.COMPLETE)).isZero();
  }

  @Test
  void refusesStatusesThatAreNotFinal() {
    BulkFilter waiting =
        new BulkFilter(
            Set.of(InstanceStatus.WAITING),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> purge(waiting, Archiving.Place.NONE))
        .withMessageContaining("filter.status");
  }
}
