package dev.holdfast.broker;

import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * Translates our settings into Artemis' own: what is stored where, which queues and topics exist,
 * how often is tried again.
 */
final class BrokerConfiguration {

  /** The acceptor for connections from outside the process. */
  static final String TCP_ACCEPTOR = "tcp";

  /** The queues workflows are driven by. Their messages are never given up. */
  static final List<String> WORKFLOW_QUEUES = List.of("workflow.events", "workflow.commands");

  /** The topic on which the life of instances is published. */
  static final String NOTIFICATIONS = "workflow.notifications";

  private static final String DEAD_LETTERS = "DLQ";
  private static final long MEGABYTE = 1L << 20;

  private BrokerConfiguration() {}

  static Configuration of(BrokerSettings settings) throws Exception {
    String directory = settings.directory().toString();
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setName("holdfast")
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalFileSize((int) MEGABYTE)
        .setJournalMinFiles(2)
        .setBindingsDirectory(directory + "/bindings")
        .setJournalDirectory(directory + "/journal")
        .setLargeMessagesDirectory(directory + "/large")
        .setPagingDirectory(directory + "/paging")
        .setNodeManagerLockDirectory(directory)
        .setMaxDiskUsage(-1)
        .setGlobalMaxSize(64 * MEGABYTE)
        .setJMXManagementEnabled(false)
        .setSecurityEnabled(true)
        // Artemis lets in a cluster user with a well-known default password: nobody knows this one.
        .setClusterPassword(UUID.randomUUID().toString())
        .addAcceptorConfiguration("invm", "vm://0")
        .addAddressSetting("#", settingsOfOtherAddresses())
        .addQueueConfiguration(queue(DEAD_LETTERS))
        .addAddressConfiguration(topic(NOTIFICATIONS));
    for (String name : WORKFLOW_QUEUES) {
      configuration
          .addQueueConfiguration(queue(name))
          .addAddressSetting(name, settingsOfWorkflowQueues());
    }
    if (settings.isOpenToClients()) {
      configuration.addAcceptorConfiguration(
          TCP_ACCEPTOR, "tcp://127.0.0.1:" + settings.port() + "?protocols=CORE");
    }
    return configuration;
  }

  /**
   * A listener parks what can never be accepted, so only an unreachable database makes it fail.
   * That passes, and nothing may be lost until it does.
   */
  private static AddressSettings settingsOfWorkflowQueues() {
    return settingsOfOtherAddresses().setMaxDeliveryAttempts(-1).setMaxRedeliveryDelay(30_000);
  }

  private static AddressSettings settingsOfOtherAddresses() {
    return new AddressSettings()
        .setMaxDeliveryAttempts(4)
        .setRedeliveryDelay(200)
        .setRedeliveryMultiplier(2)
        .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
        .setExpiryAddress(SimpleString.of("ExpiryQueue"))
        .setAutoCreateQueues(true)
        .setAutoCreateAddresses(true)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false)
        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST);
  }

  private static CoreAddressConfiguration topic(String name) {
    return new CoreAddressConfiguration().setName(name).addRoutingType(RoutingType.MULTICAST);
  }

  private static QueueConfiguration queue(String name) {
    return QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST).setDurable(true);
  }
}
