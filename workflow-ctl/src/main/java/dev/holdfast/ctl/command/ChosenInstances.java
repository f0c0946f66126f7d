package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says which instances a command changes: those named, or those that fit a filter. */
final class ChosenInstances {

  @Parameters(index = "0", paramLabel = "WORKFLOW", description = "name of the workflow")
  private String workflow = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ID",
      description = "ids of instances; a filter takes their place")
  private List<String> ids = new ArrayList<>();

  @Mixin private InstanceFilter filter = new InstanceFilter();

  @Mixin private BulkOptions bulk = new BulkOptions();

  String workflow() {
    return workflow;
  }

  boolean isDryRun() {
    return bulk.isDryRun();
  }

  /** Returns the ids, after asking when a filter has found them. */
  List<String> choose(Session session, String verb) {
    return bulk.choose(
        session,
        ids,
        filter.isEmpty(),
        "%s %%d instances of %s?".formatted(verb, workflow.replace("%", "%%")),
        () ->
            filter.find(session, workflow, "asc", Long.MAX_VALUE).map(it -> Json.shown(it, "id")));
  }
}
