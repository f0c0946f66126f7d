package dev.holdfast.jpa;

import java.util.Map;
import java.util.Optional;

/**
 * Oracle 23ai, not tested. It has no share locks on rows, and no limit on rows that are to be
 * locked: their ids are limited instead, so what others have locked counts. It keeps an empty text
 * as null, and {@code number} is a word of its own even as the name of a column; the entities know
 * neither, so the engine does not start yet.
 */
final class OracleDialect extends WordedDialect {

  private static final Wording STATEMENTS =
      new Wording()
          .say("\\bnumber\\b", "\"NUMBER\"")
          .say("cast\\(\\? as varchar\\)", "cast(? as varchar2(300))")
          .say("cast\\(\\? as bigint\\)", "cast(? as number(19))")
          .say("substring\\(type from 1 for 1\\)", "substr(type, 1, 1)")
          .say("\\) as (positions|bounded)\\b", ") $1")
          .say(
              "from workflow_instance (where .*)( order by .*) limit (\\?\\d*) for update",
              "from workflow_instance where rowid in (select rowid from workflow_instance $1$2"
                  + " fetch first $3 rows only)$2 for update")
          .say("limit (\\?\\d*)", "fetch first $1 rows only");

  private static final SchemaWords SCHEMA =
      new SchemaWords(
          "varchar2(300 char)",
          "varchar2(1000 char)",
          "",
          new Wording()
              .say("\\bnumber\\b", "\"NUMBER\"")
              .say("\\bbigint\\b", "number(19)")
              .say(" varchar\\((\\d+)\\)", " varchar2($1 char)")
              .say("\\btext\\b", "clob")
              .say("\\bbytea\\b", "blob")
              .say("cache 1;", "nocache;")
              .say("add column ", "add "));

  OracleDialect() {
    super("Oracle", STATEMENTS, SCHEMA);
  }

  @Override
  boolean isTested() {
    return false;
  }

  @Override
  Optional<String> obstacle() {
    return Optional.of(
        "it keeps empty texts as null, and does not let a column be called number, both of which"
            + " the engine relies on");
  }

  @Override
  String shareLock() {
    return " for update";
  }

  @Override
  String nextValue(String sequence) {
    return sequence + ".nextval";
  }

  @Override
  Map<String, String> schemaPlaceholders() {
    return Map.of(
        "room for updates",
        "pctfree 20",
        "room for updates of steps and events",
        "",
        "when due",
        "",
        "when owned",
        "",
        "when listed",
        "",
        "index of retrying steps",
        "");
  }
}
