package dev.holdfast.samples.database;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;

/**
 * Tells a step that the database refused its work, all of which is rolled back. Reaches the step as
 * it is, not wrapped by the container, so that its name and message are what viewers see.
 */
@ApplicationException(rollback = true)
public class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
