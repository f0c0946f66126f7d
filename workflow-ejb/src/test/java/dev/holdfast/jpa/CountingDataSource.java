package dev.holdfast.jpa;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Pools connections, as a server does, and counts what is sent to the database. */
final class CountingDataSource implements DataSource {

  private static final Set<String> EXECUTIONS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");

  final AtomicInteger statements = new AtomicInteger();
  final AtomicInteger commits = new AtomicInteger();

  /** Every text that was ever prepared. */
  final Set<String> texts = ConcurrentHashMap.newKeySet();

  private final DataSource connections;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  CountingDataSource(DataSource connections) {
    this.connections = connections;
  }

  void reset() {
    statements.set(0);
    commits.set(0);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection pooled = idle.poll();
    Connection connection = pooled == null ? connections.getConnection() : pooled;
    AtomicBoolean open = new AtomicBoolean(true);
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("close")) {
            if (open.getAndSet(false)) {
              idle.push(connection);
            }
            return null;
          }
          if (method.getName().equals("commit")) {
            commits.incrementAndGet();
          }
          if (method.getName().equals("prepareStatement")) {
            texts.add((String) arguments[0]);
          }
          Object result = invoke(connection, method, arguments);
          return result instanceof PreparedStatement statement
              ? counting(statement, ((String) arguments[0]).endsWith("commit"))
              : result;
        };
    return proxy(Connection.class, handler);
  }

  private PreparedStatement counting(PreparedStatement statement, boolean commits) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (EXECUTIONS.contains(method.getName())) {
            statements.incrementAndGet();
            Object result = invoke(statement, method, arguments);
            this.commits.addAndGet(commits ? 1 : 0);
            return result;
          }
          return invoke(statement, method, arguments);
        });
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            CountingDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return connections.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    connections.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    connections.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return connections.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return connections.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return connections.isWrapperFor(type);
  }
}
