package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;

/** Holds what the engine's statements must be like for databases that the tests do not run on. */
final class StatementRules {

  /** What the parser does not know, and what stands for it. */
  private static final Wording FOR_PARSER =
      new Wording()
          .say("\\boutput\\b", "output_text")
          .say(" lock in share mode$", " for update")
          .say(" with \\((updlock|repeatableread), rowlock(, readpast)?\\)", " with (nolock)")
          .say(" for read only with rs use and keep (update|share) locks( skip locked data)?$", "");

  /** EclipseLink's statements are its own matter. */
  private static final String OWN = "(select|insert into|update|delete from) .*";

  private static final Pattern UPDATE = Pattern.compile("update \\w+ set (.*?)( where .*)?");

  private StatementRules() {}

  /** Checks statements in the words that H2 and PostgreSQL share. */
  static void check(Collection<String> statements) {
    List<String> unreadable = new ArrayList<>();
    List<String> own = statements.stream().filter(it -> it.matches(OWN)).toList();
    assertThat(own).isNotEmpty();
    for (String sql : own) {
      requireReadBeforeSet(sql);
      for (Dialect dialect : Dialects.ALL) {
        findUnreadable(dialect, sql).ifPresent(unreadable::add);
      }
    }
    assertThat(unreadable).isEmpty();
  }

  /** Returns what a statement is in the words of a database, if no parser can read that. */
  static Optional<String> findUnreadable(Dialect dialect, String sql) {
    String words = dialect.statement(sql);
    if (!dialect.hasArrays()) {
      words = words.replace("= any(?)", "in (?, ?)");
    }
    try {
      CCJSqlParserUtil.parse(
          FOR_PARSER.of(words), parser -> parser.withSquareBracketQuotation(!dialect.hasArrays()));
      return Optional.empty();
    } catch (JSQLParserException e) {
      return Optional.of(dialect + ": " + words);
    }
  }

  /** MariaDB would read what the same update has set. */
  private static void requireReadBeforeSet(String sql) {
    Matcher update = UPDATE.matcher(sql);
    if (!update.matches()) {
      return;
    }
    Set<String> set = new HashSet<>();
    for (String assignment : assignments(update.group(1))) {
      String[] sides = assignment.split("=", 2);
      String column = sides[0].strip();
      for (String earlier : set) {
        assertThat(sides[1])
            .as("%s is read after it was set: %s", earlier, sql)
            .doesNotContainPattern("\\b" + earlier + "\\b");
      }
      set.add(column);
    }
  }

  /** Splits at the commas that are not in brackets. */
  private static List<String> assignments(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
