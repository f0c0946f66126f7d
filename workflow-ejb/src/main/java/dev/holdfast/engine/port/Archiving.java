package dev.holdfast.engine.port;

import dev.holdfast.engine.model.InstanceExport;
import java.util.List;
import java.util.function.Function;

/**
 * Says what becomes of instances before they are purged.
 *
 * @param place where they are kept
 * @param text writes one of them as a line
 * @param file takes lines when the place is a folder; whatever it throws keeps the instances from
 *     being purged
 */
public record Archiving(Place place, Function<InstanceExport, String> text, LineFile file) {

  /** Keeps nothing. */
  public static final Archiving NONE = new Archiving(Place.NONE, it -> "", lines -> {});

  /** Most instances of one purge that are archived: all of them are in memory once. */
  public static final int MOST_INSTANCES = 50;

  /** Says where purged instances are kept. */
  public enum Place {
    /** Nowhere. */
    NONE,
    /** In a table, written by the transaction that purges. */
    TABLE,
    /** In files, written before the transaction that purges is committed. */
    FOLDER
  }

  /** Keeps lines. */
  @FunctionalInterface
  public interface LineFile {

    /**
     * Keeps lines. They are on the disk when this returns.
     *
     * @param lines the lines, without ends
     */
    void append(List<String> lines);
  }

  /**
   * Tells whether anything is kept.
   *
   * @return true unless it is nowhere
   */
  public boolean isOn() {
    return place != Place.NONE;
  }

  /**
   * Returns how many instances may be purged at a time.
   *
   * @param wanted how many are wanted
   * @return no more than that
   */
  public int most(int wanted) {
    return isOn() ? Math.min(wanted, MOST_INSTANCES) : wanted;
  }
}
