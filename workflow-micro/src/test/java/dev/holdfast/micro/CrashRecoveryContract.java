package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Says what an instance may expect of a server that is killed again and again and comes back under
 * the same node name. Whatever the database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashRecoveryContract {

  private static final System.Logger LOG = System.getLogger(CrashRecoveryContract.class.getName());

  /** What remains to be done when the server is ready: claim the instance, load it, run it. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private CrashStory story;

  /** Returns the variables that choose the database, which may keep files in the folder. */
  abstract Map<String, String> database(Path folder) throws Exception;

  @BeforeAll
  void letItHappen(@TempDir Path folder) throws Exception {
    Map<String, String> variables = new HashMap<>(database(folder.resolve("database")));
    variables.put("HOLDFAST_NODE_NAME", "the-only-one");
    story = CrashStory.happen(folder, variables);
    LOG.log(
        Level.INFO,
        "{0}: among bodies it went on {1} ms after the server was ready, in its sleep {2} ms after"
            + " the planned time",
        getClass().getSimpleName(),
        Duration.between(story.goingOn().readyAt(), story.goingOn().at()).toMillis(),
        Duration.between(story.wakeUp(), story.wakingUp().at()).toMillis());
  }

  @Test
  void takesEachStepOnceInOrderExceptTheBodyInFlight() {
    assertThat(RecordedEffect.keysOnce(story.effects())).isEqualTo(expectedKeys());
    assertThat(story.effects()).hasSizeBetween(expectedKeys().size(), expectedKeys().size() + 1);
  }

  @Test
  void repeatsTheBodyInFlightUnderItsAttemptNumber() {
    assertThat(story.effects()).extracting(RecordedEffect::attempt).containsOnly(1);
    assertThat(story.bodies()).extracting(step -> step.getInt("attempt")).containsOnly(1);
  }

  @Test
  void recordsEveryStepAsComplete() {
    assertThat(story.details().getJsonArray("steps").getValuesAs(JsonObject.class))
        .extracting(step -> step.getString("status"))
        .containsOnly("complete");
    assertThat(story.bodies()).hasSize(expectedKeys().size());
  }

  @Test
  void goesOnByItselfAtOnce() {
    assertThat(story.goingOn().at()).isBefore(story.goingOn().readyAt().plus(AT_ONCE));
  }

  @Test
  void keepsTheWakeUpTime() {
    Instant ready = story.wakingUp().readyAt();
    Instant possible = ready.isAfter(story.wakeUp()) ? ready : story.wakeUp();

    assertThat(story.step("sleep").getString("until")).isEqualTo(story.wakeUp().toString());
    assertThat(story.wakingUp().at()).isBetween(story.wakeUp(), possible.plus(AT_ONCE));
  }

  @Test
  void deliversTheEventThatIsSentAfterTheRestart() {
    assertThat(story.details().getJsonObject("output").getJsonObject("word"))
        .hasToString(CrashStory.PAYLOAD);
    assertThat(story.step("waitForEvent").getJsonObject("event").getString("type"))
        .isEqualTo(CrashStory.EVENT);
  }

  private static List<String> expectedKeys() {
    List<String> keys = new ArrayList<>();
    addKeys(keys, "before", CrashStory.BEFORE);
    addKeys(keys, "between", CrashStory.BETWEEN);
    addKeys(keys, "after", CrashStory.AFTER);
    return keys;
  }

  private static void addKeys(List<String> keys, String name, int count) {
    for (int i = 0; i < count; i++) {
      keys.add(name + "-" + i);
    }
  }
}
