package dev.holdfast.json;

import dev.holdfast.json.JsonTree.NumberText;
import java.lang.reflect.Modifier;
import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Is the shape of values that are a single text, number or boolean. */
final class ScalarShape extends KeyShape {

  /** How a scalar stands in the text. */
  enum Form {
    TEXT,
    NUMBER,
    /** A number, or one of the texts NaN, Infinity and -Infinity, which JSON has no numbers for. */
    FLOATING,
    BOOLEAN
  }

  private final Class<?> type;
  private final boolean isAbstract;
  private final Form form;
  private final String expected;
  private final Function<Object, String> format;
  private final Function<String, Object> parse;
  private final @Nullable Object zero;

  private ScalarShape(
      Class<?> type,
      Form form,
      String expected,
      Function<Object, String> format,
      Function<String, Object> parse,
      @Nullable Object zero) {
    this.type = type;
    this.isAbstract = Modifier.isAbstract(type.getModifiers());
    this.form = form;
    this.expected = expected;
    this.format = format;
    this.parse = parse;
    this.zero = zero;
  }

  static <T> ScalarShape of(
      Class<T> type,
      Form form,
      String expected,
      Function<T, String> format,
      Function<String, T> parse) {
    return new ScalarShape(
        type, form, expected, value -> format.apply(type.cast(value)), parse::apply, null);
  }

  /** Returns the same for a primitive type, which has no null. */
  ScalarShape withoutNull(Object zero) {
    return new ScalarShape(type, form, expected, format, parse, zero);
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    String text = format(value, out.trail());
    if (form == Form.TEXT || (form == Form.FLOATING && isNoNumber(text))) {
      out.text(text);
    } else {
      out.raw(text);
    }
  }

  @Override
  void writeNull(JsonOutput out) {
    if (zero != null) {
      throw out.trail().refuse("it is null where the primitive type of " + type + " is declared.");
    }
    super.writeNull(out);
  }

  @Override
  Object readValue(Object node, Trail at) {
    String text = textOf(node);
    if (text == null) {
      throw at.misfit(expected, node);
    }
    return parse(text, node, at);
  }

  @Override
  @Nullable Object readNull(Trail at) {
    if (zero != null) {
      throw at.misfit(expected, null);
    }
    return null;
  }

  @Override
  @Nullable Object absent() {
    return zero;
  }

  @Override
  String format(Object value, Trail at) {
    if (value.getClass() != type && !(isAbstract && type.isInstance(value))) {
      throw at.refuse(Refusals.mismatch(value, type));
    }
    try {
      return format.apply(value);
    } catch (IllegalArgumentException e) {
      throw at.refuse(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  Object parse(String text, Trail at) {
    return parse(text, text, at);
  }

  @Override
  String expected() {
    return expected;
  }

  private Object parse(String text, Object node, Trail at) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw at.misfit(expected, node, e);
    }
  }

  private @Nullable String textOf(Object node) {
    return switch (form) {
      case TEXT -> node instanceof String text ? text : null;
      case NUMBER -> node instanceof NumberText number ? number.text() : null;
      case FLOATING -> {
        if (node instanceof NumberText number) {
          yield number.text();
        }
        yield node instanceof String text && isNoNumber(text) ? text : null;
      }
      case BOOLEAN -> node instanceof Boolean flag ? flag.toString() : null;
    };
  }

  private static boolean isNoNumber(String text) {
    return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
  }
}
