package dev.holdfast.engine;

import dev.holdfast.engine.port.Ports;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Puts another port in the place of one of an engine's. */
public final class OtherPort {

  private OtherPort() {}

  /**
   * Returns ports of which one is another.
   *
   * @param <P> type of the port
   * @param ports all of them
   * @param type says which to leave out; there must be no other of its type
   * @param other takes its place
   * @return the new ports
   */
  public static <P> Ports in(Ports ports, Class<P> type, P other) {
    RecordComponent[] parts = Ports.class.getRecordComponents();
    if (Arrays.stream(parts).filter(part -> part.getType() == type).count() != 1) {
      throw new IllegalArgumentException(type + " is not the type of exactly one port");
    }
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(parts)
            .map(part -> part.getType() == type ? other : valueOf(part, ports))
            .toArray();
    try {
      return Ports.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object valueOf(RecordComponent part, Ports ports) {
    try {
      return part.getAccessor().invoke(ports);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
