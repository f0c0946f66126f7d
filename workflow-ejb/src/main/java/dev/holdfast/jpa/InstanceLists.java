package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the numbers of the instances in a list. Each status has a place of its own in the index of
 * lists, so each is looked up by itself and the first of all are taken: no plan reads more than a
 * page of each, however many instances there are and whatever the database believes of them. Where
 * an id is to contain a text there is no such index.
 */
final class InstanceLists {

  private static final String RETRYING =
      " and exists (select 1 from workflow_step s where s.instance = workflow_instance.number"
          + " and s.epoch = workflow_instance.epoch and s.status = 'retrying')";

  private InstanceLists() {}

  /** Is a piece of SQL with the values of its parameters, in their order. */
  record Condition(String sql, List<Object> values) {}

  /** Returns the numbers of a page, in its order. */
  static List<Long> numbers(Sql sql, InstanceQuery query) {
    Condition page = page(query);
    planForText(sql, query);
    return sql.query(page.sql(), row -> row.getLong("number"), page.values().toArray());
  }

  /** Returns the query for the numbers of a page. */
  static Condition page(InstanceQuery query) {
    String end = " order by number " + (query.ascending() ? "asc" : "desc") + " limit ?";
    List<String> parts = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Set<InstanceStatus> statuses : parts(query)) {
      Condition condition = condition(query, statuses);
      parts.add("select number from workflow_instance where " + condition.sql() + end);
      values.addAll(condition.values());
      values.add(query.limit());
    }
    String text = parts.get(0);
    if (parts.size() > 1) {
      text = parts.stream().collect(Collectors.joining(") union all (", "(", ")")) + end;
      values.add(query.limit());
    }
    return new Condition(text, values);
  }

  /** Counts all instances that pages of the list would show. */
  static long count(Sql sql, InstanceQuery query) {
    Condition condition = condition(query, query.statuses());
    planForText(sql, query);
    return sql.query(
            "select count(*) as found from workflow_instance where " + condition.sql(),
            row -> row.getLong("found"),
            condition.values().toArray())
        .get(0);
  }

  /** How many ids contain a text decides whether an index of texts, if there is one, helps. */
  private static void planForText(Sql sql, InstanceQuery query) {
    if (query.idContains().isPresent()) {
      sql.dialect().planningForValues().ifPresent(setting -> sql.query(setting, row -> true));
    }
  }

  private static Collection<Set<InstanceStatus>> parts(InstanceQuery query) {
    if (query.idContains().isPresent() || query.retrying()) {
      return List.of(query.statuses());
    }
    Collection<InstanceStatus> wanted =
        query.statuses().isEmpty() ? Arrays.asList(InstanceStatus.values()) : query.statuses();
    return wanted.stream().sorted().map(Collections::singleton).toList();
  }

  /** Returns the pattern of {@code like ? escape '!'} for what contains a text. */
  static String containing(String text) {
    return "%" + text.replaceAll("[!%_]", "!$0") + "%";
  }

  /** Returns the condition as the index has it, which leaves out instances that execute. */
  private static String status(InstanceStatus status) {
    String condition = " and status = '" + status.wireName() + "'";
    return status == InstanceStatus.RUNNING ? condition + " and owner is not null" : condition;
  }

  private static Condition condition(InstanceQuery query, Set<InstanceStatus> statuses) {
    StringBuilder sql = new StringBuilder("workflow = ?");
    List<Object> values = new ArrayList<>();
    values.add(query.workflow());
    if (statuses.size() == 1) {
      sql.append(status(statuses.iterator().next()));
    } else if (!statuses.isEmpty()) {
      sql.append(" and status = any(?)");
      values.add(statuses.stream().map(InstanceStatus::wireName).toList());
    }
    query
        .after()
        .ifPresent(
            after -> {
              sql.append(query.ascending() ? " and number > ?" : " and number < ?");
              values.add(after);
            });
    query
        .createdFrom()
        .ifPresent(
            from -> {
              sql.append(" and created_at >= ?");
              values.add(from);
            });
    query
        .createdTo()
        .ifPresent(
            to -> {
              sql.append(" and created_at < ?");
              values.add(to);
            });
    query
        .idContains()
        .ifPresent(
            text -> {
              sql.append(" and id like ? escape '!'");
              values.add(containing(text));
            });
    if (query.retrying()) {
      sql.append(RETRYING);
    }
    return new Condition(sql.toString(), values);
  }
}
