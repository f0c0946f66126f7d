package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.CtlException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Says how a command chooses among many things, and whether it asks first. */
final class BulkOptions {

  @Option(names = "--all", description = "all of them, when neither ids nor filters are given")
  private boolean all;

  @Option(
      names = {"-y", "--yes"},
      description = "do not ask before changing what a filter finds")
  private boolean yes;

  @Option(names = "--dry-run", description = "only print the ids that would be changed")
  private boolean dryRun;

  boolean isDryRun() {
    return dryRun;
  }

  /**
   * Chooses: the ids given, else what the filter finds, after asking.
   *
   * @param session where to ask
   * @param ids those given
   * @param noFilter whether no filter is given
   * @param question asks about their number
   * @param found finds the ids that fit the filter
   * @return the ids
   * @throws CtlException when nothing is chosen, too much is, or the answer is no
   */
  List<String> choose(
      Session session,
      List<String> ids,
      boolean noFilter,
      String question,
      Supplier<Stream<String>> found) {
    if (!ids.isEmpty() && (all || !noFilter)) {
      throw CtlException.usage("Give either ids or filters, not both.");
    }
    if (ids.isEmpty() && noFilter && !all) {
      throw CtlException.usage("Nothing is chosen: give ids, a filter, or --all.");
    }
    List<String> chosen = ids.isEmpty() ? found.get().toList() : ids;
    if (dryRun) {
      chosen.forEach(session::say);
    } else if (ids.isEmpty() && !chosen.isEmpty() && !yes) {
      ask(session, question.formatted(chosen.size()));
    }
    return chosen;
  }

  private static void ask(Session session, String question) {
    if (!session.terminal().interactive()) {
      throw CtlException.usage(question + " Nobody can be asked here: add --yes.");
    }
    if (!session.terminal().confirms(question)) {
      throw CtlException.usage("Nothing was changed.");
    }
  }
}
