package dev.holdfast.it;

import dev.holdfast.api.WorkflowDirectory;
import dev.holdfast.api.Workflows;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Finds what the server has for the application; to be used inside the server. */
public final class Container {

  private Container() {}

  /** Returns the Java client of a workflow. */
  public static Workflows workflows(String name) {
    return CDI.current().select(WorkflowDirectory.class).get().get(name);
  }

  /** Returns the database that the server takes by default. */
  public static DataSource dataSource() {
    return lookup("java:comp/DefaultDataSource", DataSource.class);
  }

  /** Returns the transaction of the calling thread. */
  public static UserTransaction transaction() {
    return lookup("java:comp/UserTransaction", UserTransaction.class);
  }

  /** Returns what makes threads that may use everything of the server. */
  public static ThreadFactory threads() {
    return lookup("java:comp/DefaultManagedThreadFactory", ThreadFactory.class);
  }

  /** Returns what is bound to a name. */
  public static <T> T lookup(String name, Class<T> type) {
    try {
      return type.cast(new InitialContext().lookup(name));
    } catch (NamingException e) {
      throw new IllegalStateException("The server does not know " + name, e);
    }
  }
}
