package dev.holdfast.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.control.Transitions.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Draws the table of transitions; {@code -Dholdfast.docs.write=true} writes the page anew. */
class TransitionDiagramTest {

  private static final Path PAGE = Path.of("../docs/transitions.md");

  @Test
  void isWhatTheDocumentationShows() throws IOException {
    String page = page();
    if (Boolean.getBoolean("holdfast.docs.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page() {
    return """
        # What changes the status of an instance

        Generated from the table in `dev.holdfast.engine.control.Transitions`; a test fails when this page and the table differ, and another
        when the engine and the table do.

        ```mermaid
        stateDiagram-v2
        %s
        ```

        What each call does in each status; `=` succeeds without doing anything, `-` is refused with `instance.illegal_status`.
        A rollback without anything to undo ends as terminated at once.

        | call | %s |
        |---|%s|
        %s
        """
        .formatted(diagram(), header(), "---|".repeat(statuses().size() - 1) + "---", calls());
  }

  private static String diagram() {
    Map<String, List<String>> causes = new LinkedHashMap<>();
    for (Transition row : Transitions.all()) {
      boolean worthDrawing = row.call() != ControlCall.RESTART && row.call() != ControlCall.DELETE;
      if (row.changes() && worthDrawing) {
        String arrow = name(row.from()) + " --> " + name(row.to());
        causes.computeIfAbsent(arrow, it -> new ArrayList<>()).add(row.cause());
      }
    }
    return causes.entrySet().stream()
        .map(it -> "    " + it.getKey() + " : " + String.join(" / ", it.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String header() {
    return statuses().stream().map(InstanceStatus::wireName).collect(Collectors.joining(" | "));
  }

  private static String calls() {
    return List.of(ControlCall.values()).stream()
        .map(
            call ->
                "| "
                    + call.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                    + " | "
                    + statuses().stream()
                        .map(from -> shown(Transitions.reaction(call, from)))
                        .collect(Collectors.joining(" | "))
                    + " |")
        .collect(Collectors.joining("\n"));
  }

  private static String shown(Reaction reaction) {
    if (reaction instanceof Reaction.Become become) {
      return become.status().wireName();
    }
    if (reaction instanceof Reaction.Remove) {
      return "gone";
    }
    return reaction instanceof Reaction.Nothing ? "=" : "-";
  }

  private static List<InstanceStatus> statuses() {
    return List.of(InstanceStatus.values());
  }

  private static String name(@Nullable InstanceStatus status) {
    return status == null ? "[*]" : status.wireName();
  }
}
