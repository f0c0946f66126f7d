package dev.holdfast.micro.chaos;

import dev.holdfast.micro.LaunchedServer;
import dev.holdfast.micro.Passwords;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Looks up which invoices the workflow {@code invoicing} has issued. */
final class Invoices {

  private static final long NO_MORE_AFTER_MILLIS = 3000;

  private Invoices() {}

  /** Lists the numbers in the table. */
  static List<String> written(MortalPostgres postgres) throws SQLException {
    List<String> numbers = new ArrayList<>();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select invoice_number from sample_invoice")) {
      while (rows.next()) {
        numbers.add(rows.getString(1));
      }
    }
    return numbers;
  }

  /** Takes all messages out of the queue and lists their numbers. */
  static List<String> sent(LaunchedServer server) {
    List<String> numbers = new ArrayList<>();
    try (ActiveMQConnectionFactory factory =
            new ActiveMQConnectionFactory("tcp://127.0.0.1:" + server.jmsPort());
        JMSContext context =
            factory.createContext("holdfast", Passwords.read(server.data(), "jms"));
        JMSConsumer consumer = context.createConsumer(context.createQueue("samples.invoices"))) {
      @Nullable String number = consumer.receiveBody(String.class, NO_MORE_AFTER_MILLIS);
      while (number != null) {
        numbers.add(number);
        number = consumer.receiveBody(String.class, NO_MORE_AFTER_MILLIS);
      }
    }
    return numbers;
  }
}
