package dev.holdfast.engine.port;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import java.util.List;
import java.util.Optional;

/** Reads the table of archived instances. Each method is a transaction of its own. */
public interface Archive {

  /**
   * Lists archived instances by number, by keyset paging.
   *
   * @param query what to list; ascending, whatever it says
   * @return at most {@code query.limit()} of them
   */
  List<Archived> list(InstanceQuery query);

  /**
   * Reads what was kept of an instance.
   *
   * @param number its number
   * @return its line; empty when there is none
   */
  Optional<String> find(long number);

  /**
   * Is an archived instance.
   *
   * @param number the number that it had
   * @param key which it was; many of one key may be archived
   */
  record Archived(long number, InstanceKey key) {}
}
