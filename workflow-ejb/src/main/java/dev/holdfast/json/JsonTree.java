package dev.holdfast.json;

import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text into maps, lists, texts, booleans, nulls and {@link NumberText}, strictly: no
 * member twice, no endless numbers, at most {@link Trail#MAX_DEPTH} levels. Thread-safe.
 */
final class JsonTree {

  /** How many characters a number may have; longer ones take too long to understand. */
  static final int LONGEST_NUMBER = 100_000;

  /** Keeps Eclipse Parsson's own limit out of the way of ours; others ignore it. */
  private static final String PARSSON_MAX_DEPTH = "org.eclipse.parsson.maxDepth";

  private static final int LONGEST_SHOWN = 40;

  private final JsonParserFactory parsers;

  JsonTree(JsonProvider provider) {
    this.parsers = provider.createParserFactory(Map.of(PARSSON_MAX_DEPTH, 2 * Trail.MAX_DEPTH));
  }

  /**
   * Is a number as it is written, so that nothing of it is lost.
   *
   * @param text the number in JSON notation
   */
  record NumberText(String text) {}

  @Nullable Object parse(String json) {
    Trail at = Trail.ofReading();
    try (JsonParser parser = parsers.createParser(new StringReader(json))) {
      Object value = value(parser, parser.next(), at);
      if (parser.hasNext()) {
        parser.next();
        throw new UndecodableException("The text is not JSON: something follows the value.", null);
      }
      return value;
    } catch (UndecodableException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UndecodableException("The text is not JSON: " + e.getMessage(), e);
    }
  }

  private @Nullable Object value(JsonParser parser, Event event, Trail at) {
    return switch (event) {
      case START_OBJECT -> object(parser, at);
      case START_ARRAY -> array(parser, at);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER -> number(parser.getString(), at);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case KEY_NAME, END_ARRAY, END_OBJECT -> throw new IllegalStateException("stray " + event);
    };
  }

  private Map<String, @Nullable Object> object(JsonParser parser, Trail at) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      at.enter(name, members);
      Object value = value(parser, parser.next(), at);
      if (members.containsKey(name)) {
        throw at.unreadable("the member is there twice; send it once.", null);
      }
      members.put(name, value);
      at.leave();
    }
    return members;
  }

  private List<@Nullable Object> array(JsonParser parser, Trail at) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      at.enter(elements.size(), elements);
      elements.add(value(parser, event, at));
      at.leave();
    }
    return elements;
  }

  private static NumberText number(String text, Trail at) {
    if (text.length() > LONGEST_NUMBER) {
      throw at.unreadable("the number is longer than " + LONGEST_NUMBER + " characters.", null);
    }
    return new NumberText(text);
  }

  /** Writes a tree as text again. */
  static void write(@Nullable Object node, JsonOutput out) {
    if (node instanceof Map<?, ?> members) {
      String separator = "{";
      for (Map.Entry<?, ?> member : members.entrySet()) {
        out.raw(separator).text((String) member.getKey()).raw(':');
        write(member.getValue(), out);
        separator = ",";
      }
      out.raw(members.isEmpty() ? "{}" : "}");
    } else if (node instanceof List<?> elements) {
      String separator = "[";
      for (Object element : elements) {
        out.raw(separator);
        write(element, out);
        separator = ",";
      }
      out.raw(elements.isEmpty() ? "[]" : "]");
    } else if (node instanceof String text) {
      out.text(text);
    } else {
      out.raw(node instanceof NumberText number ? number.text() : String.valueOf(node));
    }
  }

  /** Says in words what a node is. */
  static String describe(@Nullable Object node) {
    if (node instanceof Map) {
      return "an object";
    }
    if (node instanceof List) {
      return "an array";
    }
    if (node instanceof String text) {
      return "the text \"" + shorten(text) + "\"";
    }
    return node instanceof NumberText number
        ? "the number " + shorten(number.text())
        : String.valueOf(node);
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }
}
