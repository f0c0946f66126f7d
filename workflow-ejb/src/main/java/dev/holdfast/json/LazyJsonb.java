package dev.holdfast.json;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.BinaryDataStrategy;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the platform's JSON-B when the first class needs it, once. Thread-safe. */
final class LazyJsonb implements Supplier<Jsonb> {

  private @Nullable Jsonb jsonb;

  @Override
  public synchronized Jsonb get() {
    Jsonb made = jsonb;
    if (made == null) {
      made =
          JsonbBuilder.create(
              new JsonbConfig()
                  .withNullValues(true)
                  .withBinaryDataStrategy(BinaryDataStrategy.BASE_64)
                  .withPropertyVisibilityStrategy(new EveryField()));
      jsonb = made;
    }
    return made;
  }

  /** Shows JSON-B all fields, so that none is lost for want of a getter or setter. */
  private static final class EveryField implements PropertyVisibilityStrategy {

    @Override
    public boolean isVisible(Field field) {
      return true;
    }

    @Override
    public boolean isVisible(Method method) {
      return Modifier.isPublic(method.getModifiers());
    }
  }
}
