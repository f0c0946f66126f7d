package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Says what transactional steps and large results do on the transactions of a server. */
public interface TransactionalStepContract {

  @Test
  default void leavesTheEffectOfTheAttemptThatSucceededAndOfNoOther() throws SQLException {
    WorkflowInstance instance =
        create(
            Map.of(
                "run", "a",
                "transactional", true,
                "effect", "k",
                "failTimes", 2,
                "retries", Map.of("delay", "1ms"),
                "result", "done",
                "save", "result"));

    assertThat(Kitchen.awaitOutput(instance)).asString().contains("result=done");
    assertThat(attemptsWithEffect(instance)).containsExactly(3);
  }

  @Test
  default void leavesTheEffectsOfAllAttemptsOutsideOfTransactions() throws SQLException {
    WorkflowInstance instance =
        create(
            Map.of("run", "a", "effect", "k", "failTimes", 2, "retries", Map.of("delay", "1ms")));

    Kitchen.awaitOutput(instance);
    assertThat(attemptsWithEffect(instance)).containsExactly(1, 2, 3);
  }

  @Test
  default void leavesNothingOfAnAttemptThatTookTooLong() throws SQLException {
    WorkflowInstance instance =
        create(
            Map.of(
                "run", "a",
                "transactional", true,
                "effect", "k",
                "takes", "10s",
                "timeout", "1s",
                "retries", Map.of("limit", 0),
                "catch", List.of(Map.of("return", "too late"))));

    assertThat(Kitchen.awaitOutput(instance)).isEqualTo("too late");
    assertThat(attemptsWithEffect(instance)).isEmpty();
  }

  @Test
  default void leavesNothingOfABodyWhoseInstanceIsTerminated() throws SQLException {
    WorkflowInstance instance =
        create(Map.of("run", "a", "transactional", true, "effect", "k", "takes", "10s"));
    Kitchen.awaitStatus(instance, InstanceStatus.RUNNING);

    instance.terminate();

    assertThat(attemptsWithEffect(instance)).isEmpty();
  }

  @Test
  default void storesBlobsAndLargeResultsInAndOutsideOfTransactions() {
    WorkflowInstance instance =
        Injected.get()
            .kitchenSink()
            .create(
                Kitchen.script(
                    Kitchen.newId(),
                    List.of(
                        Map.of("run", "a", "blobBytes", 1_000_000, "save", "a"),
                        Map.of(
                            "run", "b", "blobBytes", 600_000, "transactional", true, "save", "b"),
                        Map.of("run", "c", "resultBytes", 3_000_000, "largeResult", true),
                        Map.of(
                            "run",
                            "d",
                            "resultBytes",
                            3_000_000,
                            "largeResult",
                            true,
                            "transactional",
                            true))));

    assertThat(Kitchen.awaitOutput(instance)).asString().contains("a=1000000", "b=600000");
  }

  private static WorkflowInstance create(Map<String, Object> step) {
    return Injected.get().kitchenSink().create(Kitchen.script(Kitchen.newId(), List.of(step)));
  }

  private static List<Integer> attemptsWithEffect(WorkflowInstance instance) throws SQLException {
    try (Connection connection = Container.dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select attempt from kitchen_effect where instance_id = ? order by effect_id")) {
      query.setString(1, instance.id());
      List<Integer> attempts = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          attempts.add(rows.getInt(1));
        }
      }
      return attempts;
    }
  }
}
