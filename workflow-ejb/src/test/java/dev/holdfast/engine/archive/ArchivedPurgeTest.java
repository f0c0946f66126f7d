package dev.holdfast.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.ExportText;
import dev.holdfast.engine.port.Purge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchivedPurgeTest {

  private static final Archiving TABLE =
      new Archiving(Archiving.Place.TABLE, export -> "", lines -> {});

  @Test
  void purgesManyInTransactionsThatAreSmallerWhenItArchives() {
    Finished finished = new Finished(170);

    assertThat(new ArchivedPurge(finished, TABLE).purgeDue(Instant.EPOCH, 120)).isEqualTo(120);
    assertThat(new ArchivedPurge(finished, TABLE).purgeDue(Instant.EPOCH, 200)).isEqualTo(50);

    assertThat(finished.limits).containsExactly(50, 50, 20, 50, 50);
    assertThat(finished.archivings).containsOnly(TABLE);
  }

  @Test
  void purgesAsManyAsAreWantedWhenItDoesNot() {
    Finished finished = new Finished(500);

    assertThat(new ArchivedPurge(finished, Archiving.NONE).purgeDue(Instant.EPOCH, 200))
        .isEqualTo(200);

    assertThat(finished.limits).containsExactly(200);
  }

  @Test
  void knowsNoFolderThatIsNotSet() {
    Archives archives = new Archives(new NoText(), Optional.empty());

    assertThat(archives.at(Archiving.Place.TABLE).isOn()).isTrue();
    assertThat(archives.at(Archiving.Place.NONE).isOn()).isFalse();
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> archives.at(Archiving.Place.FOLDER))
        .withMessageContaining("holdfast.archive.folder");
  }

  /** Has so many finished instances. */
  private static final class Finished implements Purge {

    private final List<Integer> limits = new ArrayList<>();
    private final List<Archiving> archivings = new ArrayList<>();
    private int left;

    Finished(int count) {
      this.left = count;
    }

    @Override
    public int purgeDue(Instant now, int limit, Archiving archiving) {
      limits.add(limit);
      archivings.add(archiving);
      int purged = Math.min(limit, left);
      left -= purged;
      return purged;
    }

    @Override
    public int purge(Collection<Long> numbers, Archiving archiving) {
      return 0;
    }

    @Override
    public Optional<Instant> nextDue() {
      return Optional.empty();
    }
  }

  /** Writes nothing. */
  private static final class NoText implements ExportText {

    @Override
    public boolean isExport(String line) {
      return false;
    }

    @Override
    public String write(InstanceExport instance) {
      return "";
    }

    @Override
    public InstanceExport read(String line) {
      throw new UnsupportedOperationException();
    }
  }
}
