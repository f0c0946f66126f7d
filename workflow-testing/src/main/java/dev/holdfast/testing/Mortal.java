package dev.holdfast.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Is a port in the hands of a process that may die: from then on it refuses everything.
 *
 * @param port what answers while the process lives
 * @param alive tells whether it does
 * @param afterCall is run after each call
 */
record Mortal(Object port, BooleanSupplier alive, Runnable afterCall) implements InvocationHandler {

  /** Wraps a port. */
  static <P> P of(Class<P> type, P port, BooleanSupplier alive, Runnable afterCall) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Mortal(port, alive, afterCall)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (!alive.getAsBoolean()) {
      throw new ProcessDiedException();
    }
    try {
      return method.invoke(port, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    } finally {
      afterCall.run();
    }
  }
}
