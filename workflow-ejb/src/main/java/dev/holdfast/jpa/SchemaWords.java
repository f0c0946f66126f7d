package dev.holdfast.jpa;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts migration scripts into the words of a database that has other types. What it makes of a
 * script that has been released must stay as it is: Flyway compares it with what was run.
 *
 * @param keyText type of texts that are in a key of their table, whose length must be bounded
 * @param anyText type of other texts of any length
 * @param tableOptions what follows the definition of a table, or nothing
 * @param wording replaces the other types and what else differs
 */
record SchemaWords(String keyText, String anyText, String tableOptions, Wording wording) {

  private static final Pattern STATEMENT = Pattern.compile("[^;]+;?");
  private static final Pattern KEY = Pattern.compile("(?:primary key|unique) \\(([^)]*)\\)");
  private static final Pattern TEXT = Pattern.compile("\\b(\\w+) varchar\\b(?! ?\\()");
  private static final Pattern END_OF_TABLE = Pattern.compile("\n\\)");

  /** Returns a script in the words of the database. */
  String of(String script) {
    return STATEMENT
        .matcher(script)
        .replaceAll(statement -> Matcher.quoteReplacement(ofStatement(statement.group())));
  }

  private String ofStatement(String sql) {
    Set<String> keyColumns =
        KEY.matcher(sql)
            .results()
            .flatMap(key -> Arrays.stream(key.group(1).split(", ?")))
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
}
