package dev.holdfast.jpa;

import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.Archiving;
import java.util.ArrayList;
import java.util.List;

/** Keeps instances that the present transaction purges, one after the other. */
final class ArchiveWriter {

  /** Characters of lines that are in memory before they are written. */
  private static final int MOST_CHARACTERS = 4 << 20;

  private final Sql sql;
  private final Archiving archiving;

  ArchiveWriter(Sql sql, Archiving archiving) {
    this.sql = sql;
    this.archiving = archiving;
  }

  void write(List<InstanceExport> purged) {
    ExportRows rows = new ExportRows(sql);
    List<String> lines = new ArrayList<>();
    int characters = 0;
    for (InstanceExport export : purged) {
      boolean fits = export.largeBytes() <= InstanceExport.MOST_LARGE_BYTES;
      String line = archiving.text().apply(fits ? rows.withChunks(export) : export);
      if (archiving.place() == Archiving.Place.TABLE) {
        insert(export.instance(), line);
        continue;
      }
      lines.add(line);
      characters += line.length();
      if (characters > MOST_CHARACTERS) {
        archiving.file().append(lines);
        lines.clear();
        characters = 0;
      }
    }
    if (!lines.isEmpty()) {
      archiving.file().append(lines);
    }
  }

  private void insert(InstanceRecord instance, String line) {
    sql.update(
        "insert into workflow_archive"
            + " (number, workflow, id, status, created_at, ended_at, archived_at, line, key_id)"
            + " values (?, ?, ?, ?, ?, ?, current_timestamp, ?, ?)",
        instance.number(),
        instance.key().workflow(),
        instance.key().id(),
        instance.status().wireName(),
        instance.origin().createdAt(),
        instance.endedAt(),
        JpaArchive.stored(instance.number(), line),
        ValueCipher.present().writer().orElse(null));
  }
}
