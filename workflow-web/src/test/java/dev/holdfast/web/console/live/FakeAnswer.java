package dev.holdfast.web.console.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

/** Is an answer that a browser reads bit by bit, until it is gone. */
final class FakeAnswer {

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private boolean gone;
  private int completed;

  /** Lets the browser go. */
  void leave() {
    gone = true;
  }

  String sent() {
    return sent.toString(StandardCharsets.UTF_8);
  }

  boolean isCompleted() {
    return completed == 1;
  }

  AsyncContext context() {
    return fake(
        AsyncContext.class,
        name -> {
          switch (name) {
            case "complete" -> completed++;
            case "getResponse" -> {
              return response();
            }
            default -> {}
          }
          return null;
        });
  }

  private ServletResponse response() {
    return fake(
        ServletResponse.class, name -> name.equals("getOutputStream") ? new Stream() : null);
  }

  /** Says what a method returns. */
  private interface Answers {
    Object of(String method);
  }

  private static <T> T fake(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.of(method.getName())));
  }

  /** Takes what is sent. */
  private final class Stream extends ServletOutputStream {

    @Override
    public void write(int value) throws IOException {
      if (gone) {
        throw new IOException("Broken pipe");
      }
      sent.write(value);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
