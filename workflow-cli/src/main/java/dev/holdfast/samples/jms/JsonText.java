package dev.holdfast.samples.jms;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Is a text that has been found to be JSON.
 *
 * @param text the text as it was given
 */
record JsonText(String text) {

  /** Reads an option's value. */
  static final class Converter implements ITypeConverter<JsonText> {

    @Override
    public JsonText convert(String value) {
      try (JsonParser parser = Json.createParser(new StringReader(value))) {
        if (!parser.hasNext()) {
          throw new TypeConversionException("it is empty, not JSON");
        }
        while (parser.hasNext()) {
          parser.next();
        }
        return new JsonText(value);
      } catch (JsonException e) {
        throw new TypeConversionException("it is not JSON: " + e.getMessage());
      }
    }
  }
}
