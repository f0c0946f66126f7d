package dev.holdfast.jpa;

/**
 * Names columns in conditions on instances that are found by their number, so that no index but
 * that of numbers can be read for them. A plan that is made while the table is small takes any
 * index for as good as another, and is kept for minutes while the table grows: then each row would
 * be looked for among all that have an owner, or all that wait or have ended.
 *
 * <p>An index of a column serves no expression. The owner is compared as a value for nobody too, so
 * that no condition tells a planner that there is one, which an index of those alone would ask for.
 */
final class ByNumber {

  static final String OWNER = "coalesce(owner, -1)";

  static final String STATUS = "concat(status, '')";

  /**
   * The order in which rows of several instances are locked, so that two seldom wait for each
   * other: those that nobody owns before the others, as a batch claims before it writes what runs
   * do. When a row changes hands between being sorted and being locked, two can; the database ends
   * one then, and it is tried again. H2 and MariaDB lock by number, whatever a query says of order.
   */
  static final String LOCKED_IN_ORDER =
      " order by case when owner is null then 0 else 1 end, number for update";

  private ByNumber() {}
}
