package dev.holdfast.samples.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.testing.HoldfastKit;
import dev.holdfast.testing.InstanceIntrospector;
import dev.holdfast.testing.JournalReplay;
import dev.holdfast.testing.StepSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UserLifecycleOnTheEngineTest {

  /** What an instance has left that an earlier version ran to its end; never write it anew. */
  private static final Path RECORDED = Path.of("src/test/resources/journals/user-lifecycle.json");

  private final Set<String> sentKeys = new CopyOnWriteArraySet<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final Set<String> subscribers = new CopyOnWriteArraySet<>();

  @RegisterExtension
  private final HoldfastKit kit =
      HoldfastKit.create()
          .deploy(UserLifecycle.class, () -> new UserLifecycle(this::send, subscribers::contains));

  @Test
  void writesAgainAfterATrialOfSevenDaysInMilliseconds() {
    long start = System.nanoTime();
    WorkflowInstance instance = create("ada");

    kit.clock().advance("7 days");

    assertThat(instance.status().output()).isEqualTo(new LifecycleResult(false));
    assertThat(mails).containsExactly("Welcome! to ada", "Trial ending to ada");
    System.out.printf(
        "7 days took %d ms%n", Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  @Test
  void sendsNothingBeforeTheTrialIsOver() {
    WorkflowInstance instance = create("ada");

    kit.clock().advance(Duration.ofDays(7).minusMillis(1));

    assertThat(instance.status().status()).isEqualTo(InstanceStatus.WAITING);
    assertThat(mails).containsExactly("Welcome! to ada");
  }

  @Test
  void leavesAUserAloneWhoSubscribesDuringTheTrial() {
    WorkflowInstance instance = create("ada");
    kit.clock().advance("3 days");

    subscribers.add("ada");
    kit.clock().advance("4 days");

    assertThat(instance.status().output()).isEqualTo(new LifecycleResult(true));
    assertThat(mails).hasSize(1);
  }

  @Test
  void decidesByWhatTheCheckSaysWhoeverAnswersIt() {
    InstanceIntrospector introspector =
        kit.introspect("user-lifecycle", "ada")
            .modify(
                m ->
                    m.disableSleeps().mockStepResult(StepSelector.named("check conversion"), true));

    create("ada");

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo(new LifecycleResult(true));
  }

  @Test
  void sendsNoMailTwiceWhenTheServerDiesBetweenMailAndRecord() {
    kit.crashBeforeWrite(1);
    WorkflowInstance instance = create("ada");

    kit.clock().advance("7 days");

    assertThat(kit.crashes()).isEqualTo(1);
    assertThat(instance.status().status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(mails).containsExactly("Welcome! to ada", "Trial ending to ada");
  }

  @Test
  void stillDoesWhatInstancesOfEarlierVersionsHaveRecorded() throws IOException {
    JournalReplay.of(Files.readString(RECORDED)).against(kit).requireGreen();

    assertThat(mails).isEmpty();
  }

  private WorkflowInstance create(String user) {
    WorkflowInstance instance =
        kit.workflows(UserLifecycle.class)
            .create(
                CreateOptions.ofId(user)
                    .withParams(new LifecycleRequest(user, user + "@example.org", null)));
    kit.awaitRest();
    return instance;
  }

  /** Is a mailer that keeps its promise: a key is used once. */
  private boolean send(String idempotencyKey, String recipient, String subject) {
    return sentKeys.add(idempotencyKey)
        && mails.add(subject + " to " + recipient.substring(0, recipient.indexOf('@')));
  }
}
