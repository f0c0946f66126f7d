package dev.holdfast.micro.chaos;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.postgresql.xa.PGXADataSource;

/**
 * Ends the process, without any warning, at a chosen point of a commit in two phases. Runs inside
 * the server, which takes it for the driver of PostgreSQL.
 */
public class HaltingXaDataSource extends PGXADataSource {

  /** The variable that names the point; none means never. */
  static final String POINT = "CHAOS_HALT_AT";

  /** The variable that says how many times the point is passed before. */
  static final String PASSES = "CHAOS_HALT_AFTER";

  /** The code the process ends with, as after {@code kill -9}. */
  static final int EXIT_CODE = 137;

  private static final long serialVersionUID = 1L;
  private static final AtomicInteger LEFT =
      new AtomicInteger(Integer.parseInt(System.getenv().getOrDefault(PASSES, "0")));

  /** Is a point of a commit in two phases. */
  enum Point {
    /** The database is prepared, the others are not, and nothing has been decided. */
    PREPARED("prepare", false),
    /** It is decided that all commit, and none has. */
    DECIDED("commit", true),
    /** The database has committed, the others have not. */
    COMMITTED("commit", false);

    private final String method;
    private final boolean before;

    Point(String method, boolean before) {
      this.method = method;
      this.before = before;
    }

    boolean isHere(Method called, Object[] arguments, boolean isBefore) {
      boolean isOnePhase = called.getName().equals("commit") && Boolean.TRUE.equals(arguments[1]);
      return called.getName().equals(method) && isBefore == before && !isOnePhase;
    }
  }

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return watched(super.getXAConnection());
  }

  @Override
  public XAConnection getXAConnection(String user, String password) throws SQLException {
    return watched(super.getXAConnection(user, password));
  }

  private static XAConnection watched(XAConnection connection) {
    return proxy(
        XAConnection.class,
        (proxy, method, arguments) -> {
          Object result = call(connection, method, arguments);
          return result instanceof XAResource resource ? watched(resource) : result;
        });
  }

  private static XAResource watched(XAResource resource) {
    return proxy(
        XAResource.class,
        (proxy, method, arguments) -> {
          haltIfHere(method, arguments, true);
          Object result = call(resource, method, arguments);
          haltIfHere(method, arguments, false);
          return result;
        });
  }

  private static void haltIfHere(Method method, Object[] arguments, boolean before) {
    String point = System.getenv().getOrDefault(POINT, "");
    if (!point.isEmpty()
        && Point.valueOf(point).isHere(method, arguments, before)
        && LEFT.getAndDecrement() == 0) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            HaltingXaDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
