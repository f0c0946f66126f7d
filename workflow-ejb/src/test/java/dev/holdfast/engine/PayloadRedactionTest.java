package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.access.CallDetails;
import dev.holdfast.access.GateOfRole;
import dev.holdfast.access.Guard;
import dev.holdfast.access.GuardedInstances;
import dev.holdfast.access.PayloadAudience;
import dev.holdfast.access.RoleNames;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.audit.Audit;
import dev.holdfast.engine.model.AuditSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.memory.InMemoryAuditTrail;
import dev.holdfast.memory.InMemoryIdSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that a caller may read of an instance whose every payload is a secret. */
class PayloadRedactionTest {

  private static final String SECRET = "secret";
  private static final String SHOWN = "[REDACTED]";

  private final EngineFixture engine = new EngineFixture();
  private InstanceKey key = new InstanceKey("w", "a");

  @BeforeEach
  void runOne() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.progress("secret progress");
          step.run("read", () -> "secret result");
          step.run("nothing", () -> null);
          step.all(List.of(step.branch("east", east -> east.run("load", () -> "secret"))));
          step.waitForEvent("answer", "answered", String.class);
          return "secret output";
        });
    key =
        engine
            .engine
            .instances()
            .create(
                NewInstance.of("w", "java", "")
                    .withId("a")
                    .withParams(engine.codec.encode(Map.of("name", "secret params"))))
            .instance()
            .key();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private GuardedInstances asSeenBy(String role, String weakest) {
    GateOfRole gate = new GateOfRole(role);
    Audit audit =
        new Audit(
            new InMemoryAuditTrail(engine.database),
            new InMemoryIdSource(),
            engine.clock,
            AuditSettings.DEFAULT);
    return new GuardedInstances(
        engine.engine.instances(),
        new Guard(gate, audit, CallDetails::new),
        new PayloadAudience(gate, weakest));
  }

  @Test
  void showsAllToEveryReaderUnlessItIsSaidOtherwise() {
    finish();

    InstanceDetails details = asSeenBy(RoleNames.VIEWER, RoleNames.VIEWER).details(key);

    assertThat(details).isEqualTo(engine.engine.instances().details(key));
    assertThat(details.toString()).contains("secret params", "secret result", "secret output");
  }

  @Test
  void showsAllToTheRoleThatIsNamedAndThoseAboveIt() {
    finish();

    for (String role : List.of(RoleNames.OPERATOR, RoleNames.ADMIN)) {
      assertThat(asSeenBy(role, RoleNames.OPERATOR).details(key).toString())
          .contains("secret params", "secret result", "secret output");
      assertThat(asSeenBy(role, RoleNames.OPERATOR).journal(key).toString()).contains(SECRET);
    }
  }

  @Test
  void hidesEachPayloadFromOthersAndNothingElse() throws Exception {
    GuardedInstances instances = asSeenBy(RoleNames.STARTER, RoleNames.OPERATOR);
    List<LogEntry> followed = new CopyOnWriteArrayList<>();
    instances.subscribe(key, LogSelection.ALL, followed::add);
    CompletableFuture<InstanceRecord> watched = new CompletableFuture<>();
    instances.watchEnd(key, watched::complete);
    finish();

    InstanceDetails details = instances.details(key);
    assertThat(details.toString()).doesNotContain(SECRET).contains(SHOWN, "read", "answered");
    assertThat(details.instance().output()).isNotNull();
    assertThat(details.steps())
        .extracting(step -> step.result() == null)
        .isEqualTo(engine.steps(key).stream().map(step -> step.result() == null).toList())
        .contains(false);
    assertThat(instances.get(key).toString()).doesNotContain(SECRET).contains(SHOWN);
    assertThat(instances.find(key).toString()).doesNotContain(SECRET).contains(SHOWN);
    assertThat(instances.awaitEnd(key, Duration.ZERO).toString()).doesNotContain(SECRET);
    assertThat(watched.get(10, TimeUnit.SECONDS).toString()).doesNotContain(SECRET);
    assertThat(instances.log(key, 0))
        .hasSameSizeAs(engine.engine.instances().log(key, 0))
        .extracting(LogEntry::data)
        .asString()
        .doesNotContain(SECRET)
        .contains("params=" + SHOWN, "result=" + SHOWN, "payload=" + SHOWN, "output=" + SHOWN);
    await()
        .untilAsserted(
            () -> {
              engine.advance("1 second");
              assertThat(followed).hasSameSizeAs(instances.log(key, 0));
            });
    assertThat(followed).extracting(LogEntry::data).asString().doesNotContain(SECRET);
  }

  @Test
  void hidesThePayloadsOfAnInstanceThatIsThereAlready() {
    GuardedInstances instances = asSeenBy(RoleNames.STARTER, RoleNames.OPERATOR);

    NewInstance again = NewInstance.of("w", "api", "ann").withId("a").returningExisting();

    assertThat(instances.create(again).instance().toString())
        .doesNotContain(SECRET)
        .contains(SHOWN);
    assertThat(instances.createBatch(List.of(again)).toString())
        .doesNotContain(SECRET)
        .contains(SHOWN);
    assertThat(instances.list(InstanceQuery.allOf("w", true, Optional.empty(), 10)).toString())
        .doesNotContain(SECRET)
        .contains(SHOWN);
  }

  @Test
  void refusesWhatIsNothingButPayloads() {
    finish();
    InstanceDetails details = engine.engine.instances().details(key);
    StepRecord read =
        details.steps().stream()
            .filter(step -> step.key().kind() == StepKind.RUN)
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(() -> asSeenBy(RoleNames.OPERATOR, RoleNames.ADMIN).journal(key))
        .isInstanceOfSatisfying(
            WorkflowException.class, e -> assertThat(e.code()).isEqualTo("access.denied"))
        .hasMessageContaining("admin");
    assertThatThrownBy(
            () ->
                asSeenBy(RoleNames.VIEWER, RoleNames.STARTER)
                    .findLargeResult(details.instance(), read))
        .hasMessageContaining("starter");
    assertThat(
            asSeenBy(RoleNames.STARTER, RoleNames.STARTER)
                .findLargeResult(details.instance(), read))
        .isEqualTo(Optional.empty());
  }

  @Test
  void hidesWhatTheEngineQuotesOfAPayloadThatDoesNotFit() {
    engine.deploy(
        "numbers", (event, step) -> step.waitForEvent("n", "answered", Integer.class).payload());
    key = engine.create("numbers");
    engine.send(key, "answered", "secret number");
    engine.awaitEnd(key);
    assertThat(engine.get(key).toString()).contains(SECRET);

    GuardedInstances instances = asSeenBy(RoleNames.VIEWER, RoleNames.OPERATOR);

    assertThat(instances.details(key).toString())
        .doesNotContain(SECRET)
        .contains("event.payload_unreadable");
    assertThat(instances.log(key, 0))
        .extracting(LogEntry::data)
        .asString()
        .doesNotContain(SECRET)
        .contains("code=event.payload_unreadable");
  }

  @Test
  void leavesWhoHasWonARace() {
    engine.deploy(
        "race",
        (event, step) -> step.race("first", List.of(step.branch("quick", quick -> "secret"))));
    InstanceKey race = engine.create("race");
    engine.awaitEnd(race);

    assertThat(asSeenBy(RoleNames.VIEWER, RoleNames.ADMIN).details(race).steps())
        .filteredOn(step -> step.key().kind() == StepKind.RACE)
        .isEqualTo(
            engine.steps(race).stream().filter(step -> step.key().kind() == StepKind.RACE).toList())
        .isNotEmpty();
  }

  private void finish() {
    engine.send(key, "answered", "secret payload");
    engine.awaitEnd(key);
  }
}
