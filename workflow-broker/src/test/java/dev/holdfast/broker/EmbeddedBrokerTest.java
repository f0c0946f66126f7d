package dev.holdfast.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  private static final String DEFAULT_CLUSTER_USER = "ACTIVEMQ.CLUSTER.ADMIN.USER";
  private static final String DEFAULT_CLUSTER_PASSWORD = "CHANGE ME!!";
  private static final String QUEUE = "workflow.events";

  @TempDir Path directory;
  private int port;

  @BeforeEach
  void findAFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
  }

  @Test
  void keepsAMessageOverARestart() throws Exception {
    try (var broker = EmbeddedBroker.start(settings("secret"));
        var context = connect("holdfast", "secret")) {
      assertThat(broker).isNotNull();
      context.createProducer().send(context.createQueue(QUEUE), "hello");
    }

    try (var broker = EmbeddedBroker.start(settings("secret"));
        var context = connect("holdfast", "secret")) {
      assertThat(broker).isNotNull();
      String received = receive(context);

      assertThat(received).isEqualTo("hello");
    }
  }

  @Test
  void refusesAWrongPasswordAnUnknownUserAndNobody() throws Exception {
    try (var broker = EmbeddedBroker.start(settings("secret"))) {
      assertThat(broker).isNotNull();

      assertRefused("holdfast", "wrong");
      assertRefused("somebody", "secret");
      assertRefused(null, null);
    }
  }

  @Test
  void refusesTheClusterUserThatArtemisBringsAlong() throws Exception {
    try (var broker = EmbeddedBroker.start(settings("secret"))) {
      assertThat(broker).isNotNull();

      assertThatThrownBy(() -> connect(DEFAULT_CLUSTER_USER, DEFAULT_CLUSTER_PASSWORD))
          .isInstanceOf(JMSRuntimeException.class);
    }
  }

  @Test
  void doesNotLetAClientManageTheBroker() throws Exception {
    try (var broker = EmbeddedBroker.start(settings("secret"));
        var context = connect("holdfast", "secret")) {
      assertThat(broker).isNotNull();

      assertThatThrownBy(
              () ->
                  context
                      .createProducer()
                      .send(context.createQueue("activemq.management"), "anything"))
          .isInstanceOf(JMSSecurityRuntimeException.class);
    }
  }

  @Test
  void trustsConnectionsFromItsOwnProcess() throws Exception {
    try (var broker = EmbeddedBroker.start(settings("secret"));
        var factory = new ActiveMQJMSConnectionFactory("vm://0");
        var context = factory.createContext()) {
      assertThat(broker).isNotNull();
      context.createProducer().send(context.createQueue(QUEUE), "inside");

      assertThat(receive(context)).isEqualTo("inside");
      assertRefused(null, null);
    }
  }

  @Test
  void opensNoPortWithoutAPassword() throws Exception {
    try (var broker = EmbeddedBroker.start(settings(null))) {
      assertThat(broker).isNotNull();

      assertThatThrownBy(() -> connect("holdfast", "secret"))
          .isInstanceOf(JMSRuntimeException.class)
          .hasCauseInstanceOf(JMSException.class)
          .isNotInstanceOf(JMSSecurityRuntimeException.class);
    }
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    try (var other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(other.isBound()).isTrue();

      assertThatThrownBy(() -> EmbeddedBroker.start(settings("secret")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(String.valueOf(port))
          .hasMessageContaining("HOLDFAST_JMS_PORT");
    }
  }

  @Test
  void keepsNotificationsForADurableSubscriberThatIsAway() throws Exception {
    try (var broker = EmbeddedBroker.start(settings("secret"))) {
      assertThat(broker).isNotNull();
      subscribe("type = 'workflow_errored'", null);
      try (var factory = new ActiveMQJMSConnectionFactory("vm://0");
          var context = factory.createContext()) {
        var topic = context.createTopic("workflow.notifications");
        for (String type : List.of("workflow_completed", "workflow_errored")) {
          context.createProducer().setProperty("type", type).send(topic, type);
        }
      }
    }

    try (var broker = EmbeddedBroker.start(settings("secret"))) {
      assertThat(broker).isNotNull();
      subscribe("type = 'workflow_errored'", "workflow_errored");
    }
  }

  @Test
  void deliversAWorkflowMessageAgainUntilItIsAccepted() throws Exception {
    try (var broker = EmbeddedBroker.start(settings("secret"));
        var context = connect("holdfast", "secret", JMSContext.SESSION_TRANSACTED)) {
      assertThat(broker).isNotNull();
      context.createProducer().send(context.createQueue(QUEUE), "again");
      context.commit();

      for (int attempt = 1; attempt <= 5; attempt++) {
        assertThat(receive(context)).isEqualTo("again");
        context.rollback();
      }

      assertThat(receive(context)).isEqualTo("again");
      context.commit();
    }
  }

  /** Subscribes durably and makes sure that a message is there, if one is expected. */
  private void subscribe(String selector, @Nullable String expected) {
    try (var context = connect("holdfast", "secret");
        var consumer =
            context.createSharedDurableConsumer(
                context.createTopic("workflow.notifications"), "watcher", selector)) {
      if (expected != null) {
        assertThat(consumer.receiveBody(String.class, 20_000)).isEqualTo(expected);
      }
    }
  }

  private BrokerSettings settings(@Nullable String password) {
    return new BrokerSettings(directory, port, "holdfast", password, null);
  }

  private void assertRefused(@Nullable String user, @Nullable String password) {
    assertThatThrownBy(() -> connect(user, password))
        .isInstanceOf(JMSSecurityRuntimeException.class)
        .hasCauseInstanceOf(JMSSecurityException.class);
  }

  private JMSContext connect(@Nullable String user, @Nullable String password) {
    return connect(user, password, JMSContext.AUTO_ACKNOWLEDGE);
  }

  @SuppressWarnings("resource") // the context outlives this method; its test closes it
  private JMSContext connect(@Nullable String user, @Nullable String password, int mode) {
    return new ActiveMQJMSConnectionFactory("tcp://127.0.0.1:" + port)
        .createContext(user, password, mode);
  }

  private static @Nullable String receive(JMSContext context) {
    try (var consumer = context.createConsumer(context.createQueue(QUEUE))) {
      return consumer.receiveBody(String.class, 20_000);
    }
  }
}
