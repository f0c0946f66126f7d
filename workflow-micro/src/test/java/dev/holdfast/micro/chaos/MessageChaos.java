package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.LaunchedServer;
import dev.holdfast.micro.Passwords;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends events by JMS, one in ten of them twice, in any order, and kills the server with its broker
 * while it accepts them. {@code -Dchaos.events=100000} for more.
 */
class MessageChaos {

  private static final int EVENTS = Integer.getInteger("chaos.events", 20_000);
  private static final long SEED = Long.getLong("chaos.seed", 5);
  private static final int INSTANCES = 20;
  private static final int BATCH = 100;
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final AtomicInteger batchesSentAgain = new AtomicInteger();
  private volatile LaunchedServer server;

  private record Event(int number, String instance) {}

  @Test
  void acceptsEachEventOnce(@TempDir Path folder) throws Exception {
    List<Event> messages = messages();
    Instant begun;
    try (MortalPostgres postgres = MortalPostgres.start(folder.resolve("database"))) {
      server = LaunchedServer.launch(folder, postgres.variables());
      server.awaitStart();
      createInstances();

      begun = Instant.now();
      Thread sender = new Thread(() -> sendAll(messages));
      sender.start();
      awaitAccepted(postgres, EVENTS / 3);
      server.kill();
      server = LaunchedServer.launch(folder, postgres.variables());
      server.awaitStart();
      sender.join();
      int distinct = distinct(messages);
      awaitAccepted(postgres, distinct);

      Duration took = Duration.between(begun, Instant.now());
      Awaitility.await().atMost(LIMIT).until(this::isQueueEmpty);
      new Report("Events by JMS, broker killed with its server")
          .with("messages", messages.size())
          .with("events", distinct)
          .with("accepted", accepted(postgres))
          .with("parked", postgres.number("select count(*) from workflow_parked_message"))
          .with("transactions of 100 messages sent again", batchesSentAgain)
          .with("seconds with the restart", took.toSeconds())
          .write();
      assertThat(accepted(postgres)).as("events accepted").isEqualTo(distinct);
      assertThat(postgres.number("select count(distinct event_id) from workflow_event"))
          .as("different events")
          .isEqualTo(distinct);
      assertThat(postgres.number("select count(*) from workflow_parked_message")).isZero();
    } finally {
      server.close();
    }
  }

  private void createInstances() {
    IntStream.range(0, INSTANCES)
        .forEach(
            i ->
                server
                    .rest()
                    .start(
                        "kitchen-sink",
                        "collector-" + i,
                        "{\"script\":[{\"sleep\":\"nap\",\"for\":\"1 day\"}]}"));
  }

  /** Makes the messages: one event in eleven is there twice, which makes it one message in ten. */
  private static List<Event> messages() {
    List<Event> messages = new ArrayList<>();
    for (int number = 0; messages.size() < EVENTS; number++) {
      Event event = new Event(number, "collector-" + number % INSTANCES);
      messages.add(event);
      if (number % 9 == 0) {
        messages.add(event);
      }
    }
    Collections.shuffle(messages, new Random(SEED));
    return messages;
  }

  private static int distinct(List<Event> messages) {
    return (int) messages.stream().distinct().count();
  }

  private void sendAll(List<Event> messages) {
    for (int from = 0; from < messages.size(); from += BATCH) {
      List<Event> batch = messages.subList(from, Math.min(messages.size(), from + BATCH));
      while (!isSent(batch)) {
        batchesSentAgain.incrementAndGet();
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
    }
  }

  /** Sends messages in one transaction; when it fails nobody knows whether they have arrived. */
  private boolean isSent(List<Event> batch) {
    try (JMSContext context = connect()) {
      Queue queue = context.createQueue("workflow.events");
      for (Event event : batch) {
        TextMessage message = context.createTextMessage("{\"number\":" + event.number() + "}");
        message.setStringProperty("workflow", "kitchen-sink");
        message.setStringProperty("instanceId", event.instance());
        message.setStringProperty("eventType", "counted");
        message.setStringProperty("eventId", "event-" + event.number());
        context.createProducer().send(queue, message);
      }
      context.commit();
      return true;
    } catch (JMSRuntimeException | JMSException e) {
      return false;
    }
  }

  private JMSContext connect() {
    LaunchedServer present = server;
    return new ActiveMQConnectionFactory(
            "tcp://127.0.0.1:" + present.jmsPort() + "?callTimeout=10000")
        .createContext(
            "holdfast", Passwords.read(present.data(), "jms"), JMSContext.SESSION_TRANSACTED);
  }

  private boolean isQueueEmpty() throws JMSException {
    try (JMSContext context = connect()) {
      return !context
          .createBrowser(context.createQueue("workflow.events"))
          .getEnumeration()
          .hasMoreElements();
    }
  }

  private static void awaitAccepted(MortalPostgres postgres, int least) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> accepted(postgres) >= least);
  }

  private static int accepted(MortalPostgres postgres) throws SQLException {
    return postgres.number("select count(*) from workflow_event");
  }
}
