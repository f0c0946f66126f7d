package dev.holdfast.jpa;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts migration scripts into the words of a database that has other types. What it makes of a
 * script that has been released must stay as it is: Flyway compares it with what was run.
 *
 * @param keyText type of texts that are in a key of their table, or in an index that the same
 *     script makes, whose length must be bounded
 * @param anyText type of other texts of any length
 * @param tableOptions what follows the definition of a table, or nothing
 * @param wording replaces the other types and what else differs
 */
record SchemaWords(String keyText, String anyText, String tableOptions, Wording wording) {

  private static final Pattern STATEMENT = Pattern.compile("[^;]+;?");
  private static final Pattern KEY = Pattern.compile("(?:primary key|unique) \\(([^)]*)\\)");
  private static final Pattern INDEX =
      Pattern.compile("create (?:unique )?index \\w+ on (\\w+) \\(([^)]*)\\)");
  private static final Pattern TABLE = Pattern.compile("create table (\\w+)");
  private static final Pattern TEXT = Pattern.compile("\\b(\\w+) varchar\\b(?! ?\\()");
  private static final Pattern END_OF_TABLE = Pattern.compile("\n\\)");

  /** Returns a script in the words of the database. */
  String of(String script) {
    return STATEMENT
        .matcher(script)
        .replaceAll(statement -> Matcher.quoteReplacement(ofStatement(statement.group(), script)));
  }

  private String ofStatement(String sql, String script) {
    Set<String> keyColumns =
        Stream.concat(KEY.matcher(sql).results().map(key -> key.group(1)), indexes(sql, script))
            .flatMap(columns -> Arrays.stream(columns.split(", ?")))
            .collect(Collectors.toSet());
    String typed =
        TEXT.matcher(sql)
            .replaceAll(
                column ->
                    column.group(1)
                        + " "
                        + (keyColumns.contains(column.group(1)) ? keyText : anyText));
    return wording.of(END_OF_TABLE.matcher(typed).replaceFirst("\n)" + tableOptions));
  }

  /** Returns the columns of each index that a script makes on the table that a statement makes. */
  private static Stream<String> indexes(String sql, String script) {
    Matcher table = TABLE.matcher(sql);
    return table.find()
        ? INDEX
            .matcher(script)
            .results()
            .filter(index -> index.group(1).equals(table.group(1)))
            .map(index -> index.group(2))
        : Stream.empty();
  }
}
