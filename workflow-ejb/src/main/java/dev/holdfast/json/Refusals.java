package dev.holdfast.json;

import dev.holdfast.api.Blob;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Says why something cannot be stored and what to do about it. */
final class Refusals {

  static final String PASS_A_TOKEN =
      "Pass the full type, such as new TypeToken<List<Item>>() {} for a list.";

  private static final Map<Class<?>, Kind> KINDS = new LinkedHashMap<>();

  static {
    kind(Class.class, "a class object", "Store its name.");
    kind(Thread.class, "a thread", "Store the data it works on.");
    kind(Throwable.class, "an exception", "Store its name and message.");
    kind(BaseStream.class, "a stream", "Collect it into a list.");
    kind(Executor.class, "an executor", "Store the data it works on.");
    kind(Future.class, "a future", "Wait for it and store its outcome.");
    kind(Iterator.class, "an iterator", "Collect it into a list.");
    kind(Calendar.class, "a calendar", "Store a ZonedDateTime.");
    kind(Path.class, "a path", "Store it as text.");
    kind(Blob.class, "a blob", "Return it by itself, as the result of a step.");
    kind(AutoCloseable.class, "an open resource", "Read it and store what was read.");
    kind(Map.Entry.class, "a map entry", "Store a Map or a record.");
  }

  private Refusals() {}

  /**
   * Is a kind of thing that is no data.
   *
   * @param what its name
   * @param advice what to do
   */
  private record Kind(String what, String advice) {}

  private static void kind(Class<?> type, String what, String advice) {
    KINDS.put(type, new Kind(what, advice));
  }

  /** Says why a value cannot be stored by what it is, or null when nothing speaks against it. */
  static @Nullable String ofValue(Object value) {
    Class<?> type = value.getClass();
    if (type.isHidden() || type.isSynthetic() || type.getName().contains("$$Lambda")) {
      return "it is a lambda. Store the data it works on.";
    }
    return ofKind(type);
  }

  /** Says why no value of a class can be stored, or null when nothing speaks against it. */
  static @Nullable String ofType(Class<?> type) {
    String kind = ofKind(type);
    if (kind != null) {
      return kind;
    }
    String name = type.getName();
    if (isOfThePlatform(type)) {
      return name + " is not among the types that can be stored. Store what it holds in a record.";
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      return name
          + (type.isInterface() ? " is an interface" : " is an abstract class")
          + " whose subtypes are not known. Make it sealed, annotate it with @JsonbTypeInfo, or"
          + " declare the class of the value.";
    }
    return null;
  }

  /** Says why a class without accessible state cannot be made again. */
  static String noConstructor(Class<?> type) {
    return type.getName() + " has no constructor without parameters. Add one, or make it a record.";
  }

  static String noState(Class<?> type) {
    return type.getName() + " has no fields, so there is nothing to store. Store the data it uses.";
  }

  /** Says that a value is not of the type declared. */
  static String mismatch(Object value, Type declared) {
    String kind = ofValue(value);
    if (kind != null) {
      return kind;
    }
    String found = value.getClass().getTypeName();
    if (declared instanceof Class<?> type && type.isInstance(value)) {
      return "it is of the subclass "
          + found
          + " where "
          + type.getTypeName()
          + " is declared. "
          + (isOfThePlatform(type) ? "Convert it." : "Make that sealed, or declare the subclass.");
    }
    return "it is of the class " + found + " where " + declared.getTypeName() + " is declared.";
  }

  /** Tells whether a class belongs to Java or Jakarta EE. */
  static boolean isOfThePlatform(Class<?> type) {
    String name = type.getName();
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || name.startsWith("com.sun.")
        || name.startsWith("jakarta.");
  }

  private static @Nullable String ofKind(Class<?> type) {
    String name = type.getName();
    if (Proxy.isProxyClass(type)) {
      return "it is a proxy (" + name + "). Store the data behind it.";
    }
    if (type.isRecord() || type.isEnum()) {
      return null;
    }
    for (Map.Entry<Class<?>, Kind> kind : KINDS.entrySet()) {
      if (kind.getKey().isAssignableFrom(type)) {
        return "it is " + kind.getValue().what + " (" + name + "). " + kind.getValue().advice;
      }
    }
    if (type.isAnonymousClass() || type.isLocalClass()) {
      return "it is of the local or anonymous class "
          + name
          + ". Make it a record, or a static class.";
    }
    if (type.isMemberClass() && !type.isInterface() && !Modifier.isStatic(type.getModifiers())) {
      return "it is of the inner class " + name + ". Make it a record, or static.";
    }
    return null;
  }
}
