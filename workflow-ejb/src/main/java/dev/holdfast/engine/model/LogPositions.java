package dev.holdfast.engine.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Gives the records of an instance their positions in its log: increasing in the order of commit,
 * and near the microseconds since 1970, so that runs on different nodes and control calls need no
 * common counter. Positions are multiples of {@link #STEP}: a row that stands for several log
 * records numbers them from its position on.
 */
public final class LogPositions {

  /** Distance of two positions at the least. */
  public static final int STEP = 8;

  private LogPositions() {}

  /**
   * Returns the position for a point in time.
   *
   * @param time a point in time
   * @return its microseconds, rounded down to a position
   */
  public static long at(Instant time) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    return micros - Math.floorMod(micros, STEP);
  }

  /**
   * Returns the point in time of a position.
   *
   * @param position a position
   * @return about when what stands there was recorded
   */
  public static Instant timeOf(long position) {
    return Instant.EPOCH.plus(position, ChronoUnit.MICROS);
  }

  /**
   * Returns the last id in the position of a record.
   *
   * @param id a position, or the id of a record in it
   * @return no other record of the position has a larger id
   */
  public static long lastId(long id) {
    return id - Math.floorMod(id, STEP) + STEP - 1;
  }

  /**
   * Returns the next position.
   *
   * @param last the last one given
   * @param now the time
   * @return the present time's position, or the one after the last when that is later
   */
  public static long next(long last, Instant now) {
    return Math.max(last + STEP, at(now));
  }
}
