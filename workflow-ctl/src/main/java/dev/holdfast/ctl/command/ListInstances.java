package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists instances, page by page as long as somebody reads. */
@Command(name = "list", description = "Lists the instances of a workflow, newest first.")
final class ListInstances extends ApiCommand {

  private static final List<String> NARROW =
      List.of("id", "status", "createdAt", "currentStep", "attempt", "wakeAt");
  private static final List<String> WIDE =
      List.of(
          "id", "status", "createdAt", "startedAt", "endedAt", "currentStep", "attempt", "wakeAt");

  @Parameters(paramLabel = "WORKFLOW", description = "name of the workflow")
  private String workflow = "";

  @Mixin private InstanceFilter filter = new InstanceFilter();

  @Option(
      names = {"-n", "--limit"},
      defaultValue = "50",
      paramLabel = "COUNT",
      description = "how many at the most (${DEFAULT-VALUE})")
  private long limit = 50;

  @Option(names = "--all", description = "all of them, however many")
  private boolean all;

  @Option(names = "--oldest-first", description = "oldest first")
  private boolean oldestFirst;

  @Override
  int run(Session session) {
    Limit.check(limit);
    List<String> members = session.isWide() ? WIDE : NARROW;
    Listing.print(
        session,
        filter
            .find(session, workflow, oldestFirst ? "asc" : "desc", all ? Long.MAX_VALUE : limit)
            .iterator(),
        members.stream().map(ListInstances::heading).toArray(String[]::new),
        it -> row(it, members));
    return ExitCode.OK;
  }

  private static String heading(String member) {
    return switch (member) {
      case "createdAt" -> "CREATED";
      case "startedAt" -> "STARTED";
      case "endedAt" -> "ENDED";
      case "currentStep" -> "STEP";
      case "wakeAt" -> "WAKES";
      default -> member.toUpperCase(java.util.Locale.ROOT);
    };
  }

  private static String[] row(JsonObject item, List<String> members) {
    List<String> row = new ArrayList<>();
    members.forEach(member -> row.add(Json.shown(item, member)));
    return row.toArray(String[]::new);
  }
}
