package dev.holdfast.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads the table of messages that could not be accepted. */
final class ParkedMessages {

  private ParkedMessages() {}

  /** Is what is kept of a message. */
  record Parked(String queue, String properties, String body, String code, String reason) {}

  static Optional<Parked> find(String messageId) {
    try (Connection connection = Container.dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select queue, properties, body, code, reason from workflow_parked_message"
                    + " where message_id = ?")) {
      query.setString(1, messageId);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Parked(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getString(5)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
