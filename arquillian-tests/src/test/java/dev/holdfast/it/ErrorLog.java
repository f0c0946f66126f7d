package dev.holdfast.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to what the server logs as an error while it is open. */
final class ErrorLog extends Handler implements AutoCloseable {

  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");

  private ErrorLog() {
    setLevel(Level.SEVERE);
  }

  static ErrorLog open() {
    ErrorLog log = new ErrorLog();
    log.root.addHandler(log);
    return log;
  }

  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
      errors.add(line.getLoggerName() + ": " + line.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
