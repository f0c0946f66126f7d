package dev.holdfast.container;

import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.journal.JournalPace;
import dev.holdfast.engine.message.EngineParkedMessageService;
import dev.holdfast.engine.message.Intake;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.message.Patience;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.notification.NotificationSender;
import dev.holdfast.engine.port.NotificationChannel;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.jpa.JpaPorts;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what has to do with messages while the engine runs. */
final class Messaging {

  private final Patience patience;
  private final Intake intake;
  private final ParkedMessageService parked;
  private @Nullable NotificationSender sender;
  private @Nullable ThreadPoolExecutor thread;

  Messaging(
      InstanceService instances,
      ParkedMessages messages,
      JournalPace pace,
      int attempts,
      InstantSource clock) {
    this.patience = new Patience(clock);
    this.intake = new Intake(instances, messages, pace::isBehind, patience, attempts);
    this.parked = new EngineParkedMessageService(instances, messages, clock);
  }

  /** Returns of which workflows notifications are wanted. */
  static NotifiedWorkflows notified(WorkflowSettings others, WorkflowRegistry registry) {
    return new NotifiedWorkflows(
        others.notifications(),
        registry.list().stream()
            .filter(it -> it.settings().notifications() != others.notifications())
            .map(WorkflowDefinition::name)
            .collect(Collectors.toSet()));
  }

  /** Begins to send what is in the outbox, if anything is ever put there. */
  void beginSending(
      NotifiedWorkflows notified,
      JpaPorts storage,
      NotificationChannel channel,
      InstantSource clock,
      ThreadFactory threads) {
    if (!notified.isOff()) {
      ThreadPoolExecutor own = WorkflowThreads.single(threads);
      thread = own;
      sender = new NotificationSender(storage.outbox(), channel, clock, own);
    }
  }

  Intake intake() {
    return intake;
  }

  ParkedMessageService parked() {
    return parked;
  }

  /** Does what is to be done every second. */
  void tick() {
    Optional.ofNullable(sender).ifPresent(NotificationSender::tick);
  }

  /** Takes over and sends nothing any more. */
  void stop() {
    patience.end();
    Optional.ofNullable(sender).ifPresent(NotificationSender::stop);
    Optional.ofNullable(thread).ifPresent(ThreadPoolExecutor::shutdownNow);
  }
}
