package dev.holdfast.micro;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Is what was seen of one kitchen-sink instance whose server was killed three times: while a body
 * ran, while the instance slept, and while it waited for an event. Nothing but a new start followed
 * each kill; after the last one somebody sent the event.
 *
 * @param effects what the bodies did, in order
 * @param details the instance when it was complete
 * @param wakeUp when it was to wake up, as recorded before the kill in its sleep
 * @param goingOn times around the start after the kill among the bodies
 * @param wakingUp times around the start after the kill in the sleep
 */
record CrashStory(
    List<RecordedEffect> effects,
    JsonObject details,
    Instant wakeUp,
    GoingOn goingOn,
    GoingOn wakingUp) {

  static final String WORKFLOW = "kitchen-sink";
  static final String EVENT = "go";
  static final String PAYLOAD = "{\"by\":\"a process of its own\"}";
  private static final String ID = "survivor";

  /** The bodies before the sleep, between the sleep and the wait, and after the wait. */
  static final int BEFORE = 10;

  static final int BETWEEN = 5;
  static final int AFTER = 5;

  private static final int KILLED_IN = 4;

  private static final String SCRIPT =
      """
      {"script": [
        {"repeat": %d, "do": [{"run": "before ${i}", "effect": "before-${i}", "takes": "300 ms"}]},
        {"sleep": "nap", "for": "20 seconds"},
        {"repeat": %d, "do": [{"run": "between ${i}", "effect": "between-${i}", "takes": "100 ms"}]},
        {"waitForEvent": "the word", "type": "%s", "save": "word"},
        {"repeat": %d, "do": [{"run": "after ${i}", "effect": "after-${i}", "takes": "100 ms"}]}
      ]}
      """
          .formatted(BEFORE, BETWEEN, EVENT, AFTER);

  /**
   * Tells when an instance went on after a kill.
   *
   * @param killedAt when the old process was gone
   * @param readyAt when the new process was ready
   * @param at when the first body began
   */
  record GoingOn(Instant killedAt, Instant readyAt, Instant at) {

    private static GoingOn of(Instant killedAt, Instant readyAt, List<RecordedEffect> effects) {
      Instant at =
          effects.stream()
              .map(RecordedEffect::at)
              .filter(killedAt::isBefore)
              .findFirst()
              .orElseThrow();
      return new GoingOn(killedAt, readyAt, at);
    }
  }

  /** Lets it happen; all processes keep their data below the folder. */
  static CrashStory happen(Path folder, Map<String, String> variables) throws Exception {
    Instant killedInBody;
    try (LaunchedServer server = LaunchedServer.launch(folder, variables)) {
      server.awaitStart();
      RestClient rest = server.rest();
      rest.start(WORKFLOW, ID, SCRIPT);
      rest.await(() -> rest.effects(ID).size() >= KILLED_IN);
      killedInBody = server.kill();
    }

    Instant readyForBodies;
    Instant wakeUp;
    Instant killedAsleep;
    try (LaunchedServer server = LaunchedServer.launch(folder, variables)) {
      readyForBodies = server.awaitStart();
      RestClient rest = server.rest();
      rest.awaitStatus(WORKFLOW, ID, "waiting");
      wakeUp = Instant.parse(step(rest.details(WORKFLOW, ID), "sleep").getString("until"));
      killedAsleep = server.kill();
    }

    Instant readyToWakeUp;
    try (LaunchedServer server = LaunchedServer.launch(folder, variables)) {
      readyToWakeUp = server.awaitStart();
      RestClient rest = server.rest();
      rest.await(() -> hasStep(rest.details(WORKFLOW, ID), "waitForEvent"));
      rest.awaitStatus(WORKFLOW, ID, "waiting");
      server.kill();
    }

    try (LaunchedServer server = LaunchedServer.launch(folder, variables)) {
      server.awaitStart();
      RestClient rest = server.rest();
      server.commandLine().sendEvent(WORKFLOW, ID, EVENT, PAYLOAD);
      rest.awaitStatus(WORKFLOW, ID, "complete");
      List<RecordedEffect> effects = rest.effects(ID);
      return new CrashStory(
          effects,
          rest.details(WORKFLOW, ID),
          wakeUp,
          GoingOn.of(killedInBody, readyForBodies, effects),
          GoingOn.of(killedAsleep, readyToWakeUp, effects));
    }
  }

  /** Returns the only step of a kind. */
  JsonObject step(String kind) {
    return step(details, kind);
  }

  /** Lists the steps that have a body. */
  List<JsonObject> bodies() {
    return steps(details, "run");
  }

  private static boolean hasStep(JsonObject details, String kind) {
    return !steps(details, kind).isEmpty();
  }

  private static JsonObject step(JsonObject details, String kind) {
    return steps(details, kind).get(0);
  }

  private static List<JsonObject> steps(JsonObject details, String kind) {
    return details.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
        .filter(step -> step.getString("kind").equals(kind))
        .toList();
  }
}
