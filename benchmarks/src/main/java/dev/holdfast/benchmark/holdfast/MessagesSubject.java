package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.WorkflowDirectory;
import dev.holdfast.benchmark.workload.Subject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts workflows and sends events by messages, inside the server. The workflow's code says that
 * it has begun; its end is waited for by the Java client.
 */
final class MessagesSubject implements Subject {

  private final WorkflowDirectory directory;
  private final Queues queues;

  MessagesSubject(WorkflowDirectory directory, Queues queues) {
    this.directory = directory;
    this.queues = queues;
  }

  /** Only these tell {@link Begun}. */
  @Override
  public boolean offers(Kind kind) {
    return kind == Kind.ONE_STEP || kind == Kind.WAIT;
  }

  @Override
  public Started start(Kind kind) {
    String workflow = HoldfastSubject.name(kind);
    String id = UUID.randomUUID().toString();
    CountDownLatch begun = Begun.expect(id);
    queues.send(queues.commands(), Map.of("workflow", workflow, "instanceId", id), "{}");
    return new Instance(workflow, id, begun);
  }

  private final class Instance implements Started {

    private final String workflow;
    private final String id;
    private final CountDownLatch begun;

    Instance(String workflow, String id, CountDownLatch begun) {
      this.workflow = workflow;
      this.id = id;
      this.begun = begun;
    }

    @Override
    public void send() {
      queues.send(
          queues.events(),
          Map.of("workflow", workflow, "instanceId", id, "eventType", Wait.EVENT),
          Wait.PAYLOAD);
    }

    @Override
    public void awaitEnd() throws InterruptedException {
      if (!begun.await(HoldfastSubject.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "Instance %s, asked for by a message, has not begun within %s"
                .formatted(id, HoldfastSubject.PATIENCE));
      }
      HoldfastSubject.awaitEnd(directory.get(workflow).get(id));
    }
  }
}
