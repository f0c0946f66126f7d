package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.LaunchedServer;
import dev.holdfast.micro.Passwords;
import dev.holdfast.micro.RestClient;
import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends events by JMS, one in ten of them twice, in any order, and kills the broker while they are
 * accepted: with its server, or alone. {@code -Dchaos.events=100000} for more.
 */
class MessageChaos {

  private static final int EVENTS = Integer.getInteger("chaos.events", 20_000);
  private static final long SEED = Long.getLong("chaos.seed", 5);
  private static final int KILLS_OF_THE_BROKER = 3;
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private volatile LaunchedServer server;

  @Test
  void acceptsEachEventOnceAlthoughTheServerDies(@TempDir Path folder) throws Exception {
    try (MortalPostgres postgres = MortalPostgres.start(folder.resolve("database"))) {
      server = LaunchedServer.launch(folder, postgres.variables());
      server.awaitStart();
      createCollectors();
      EventStream events =
          new EventStream(
              EVENTS, SEED, () -> connect(server.jmsPort(), Passwords.read(server.data(), "jms")));

      Instant begun = Instant.now();
      Thread sender = new Thread(events::sendAll);
      sender.start();
      awaitAccepted(postgres, EVENTS / 3);
      server.kill();
      server = LaunchedServer.launch(folder, postgres.variables());
      server.awaitStart();
      sender.join();
      finish("Events by JMS, broker killed with its server", events, postgres, begun);
    } finally {
      server.close();
    }
  }

  @Test
  void acceptsEachEventOnceAlthoughTheBrokerDies(@TempDir Path folder) throws Exception {
    try (MortalPostgres postgres = MortalPostgres.start(folder.resolve("database"));
        MortalBroker broker = MortalBroker.start(folder.resolve("broker"))) {
      Map<String, String> variables = new HashMap<>(postgres.variables());
      variables.putAll(broker.variables());
      server = LaunchedServer.launch(folder, variables);
      server.awaitStart();
      createCollectors();
      EventStream events =
          new EventStream(EVENTS, SEED, () -> connect(broker.port(), MortalBroker.PASSWORD));

      Instant begun = Instant.now();
      Thread sender = new Thread(events::sendAll);
      sender.start();
      for (int i = 1; i <= KILLS_OF_THE_BROKER; i++) {
        awaitAccepted(postgres, EVENTS * i / (KILLS_OF_THE_BROKER + 2));
        broker.kill();
        requireThatWorkGoesOn("meanwhile-" + i);
        broker.restart();
      }
      sender.join();
      finish(
          "Events by JMS, broker killed " + KILLS_OF_THE_BROKER + " times while its server lives",
          events,
          postgres,
          begun);
    } finally {
      server.close();
    }
  }

  private void createCollectors() {
    RestClient rest = server.rest();
    EventStream.instances()
        .forEach(
            id ->
                rest.start(
                    "kitchen-sink", id, "{\"script\":[{\"sleep\":\"nap\",\"for\":\"1 day\"}]}"));
  }

  /** Runs an instance; that there is no broker must not matter to it. */
  private void requireThatWorkGoesOn(String id) {
    RestClient rest = server.rest();
    rest.start(
        "kitchen-sink",
        id,
        "{\"script\":[{\"run\":\"a\",\"transactional\":true},"
            + "{\"sleep\":\"nap\",\"for\":\"2 seconds\"},{\"run\":\"b\"}]}");
    rest.awaitStatus("kitchen-sink", id, "complete");
  }

  private static void finish(
      String title, EventStream events, MortalPostgres postgres, Instant begun) throws Exception {
    int distinct = events.distinct();
    awaitAccepted(postgres, distinct);
    Duration took = Duration.between(begun, Instant.now());
    Awaitility.await().atMost(LIMIT).ignoreExceptions().until(events::isQueueEmpty);
    new Report(title)
        .with("messages", events.size())
        .with("events", distinct)
        .with("accepted", accepted(postgres))
        .with("parked", postgres.number("select count(*) from workflow_parked_message"))
        .with("transactions of 100 messages sent again", events.batchesSentAgain())
        .with("seconds in all", took.toSeconds())
        .write();
    assertThat(accepted(postgres)).as("events accepted").isEqualTo(distinct);
    assertThat(postgres.number("select count(distinct event_id) from workflow_event"))
        .as("different events")
        .isEqualTo(distinct);
    assertThat(postgres.number("select count(*) from workflow_parked_message")).isZero();
  }

  private static JMSContext connect(int port, String password) {
    return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port + "?callTimeout=10000")
        .createContext("holdfast", password, JMSContext.SESSION_TRANSACTED);
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
