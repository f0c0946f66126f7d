package dev.holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Color;
import com.acme.Customer;
import com.acme.Item;
import com.acme.Order;
import com.acme.Page;
import com.acme.Payment;
import com.acme.Shape;
import com.acme.Unstorable;
import dev.holdfast.api.TypeToken;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what JSON text from outside is read as, and what is said when it does not fit. */
class ForeignJsonTest {

  private final PayloadCodec codec = new JsonbPayloadCodec();

  @Test
  void keepsTheTextAsAJsonTree() {
    EncodedValue value = codec.fromJson("{\"a\": [1.50, null, \"x\", {}], \"b\": true}");

    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("a", Arrays.asList(new BigDecimal("1.50"), null, "x", Map.of()));
    tree.put("b", true);
    assertThat(value.type()).isEqualTo("json");
    assertThat(codec.decode(value, getClass().getClassLoader())).isEqualTo(tree);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\"}",
        "{'a':1}",
        "nul",
        "01",
        "1 2",
        "{} []",
        "\"\u0001\"",
        "\"\\x\"",
        "NaN",
        "[1 2]",
        "+1",
        "1.",
        "\"a",
        "{\"a\":1,}",
        "]",
        "// a\n1"
      })
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> codec.fromJson(text))
        .isInstanceOf(UndecodableException.class)
        .hasMessageStartingWith("The text is not JSON: ");
  }

  @Test
  void writesHalfASurrogatePairSoThatItCanBeKept() {
    assertThat(codec.fromJson("[\"\ud83d\", 1]").data()).isEqualTo("[\"\\ud83d\",1]");
  }

  @Test
  void refusesAMemberThatIsThereTwice() {
    assertThatThrownBy(() -> codec.fromJson("{\"a\":[{\"b\":1,\"b\":2}]}"))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("a[0].b: the member is there twice; send it once.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1002, 2001, 100_000})
  void refusesDeepNesting(int levels) {
    assertThatThrownBy(() -> codec.fromJson("[".repeat(levels) + "]".repeat(levels)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("nested");
    assertThatThrownBy(() -> codec.fromJson("{\"a\":".repeat(levels) + "1" + "}".repeat(levels)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("nested");
  }

  @Test
  void refusesNumbersTooLongToUnderstand() {
    assertThatThrownBy(() -> codec.fromJson("[" + "9".repeat(100_001) + "]"))
        .hasMessage("[0]: the number is longer than 100000 characters.");
  }

  static Stream<Arguments> fitting() {
    return Stream.of(
        read(
            "{\"name\":\"pen\",\"quantity\":2,\"price\":1.10}", Item.class, item("pen", 2, "1.10")),
        read("{}", Item.class, new Item(null, 0, null)),
        read("{\"name\":null,\"price\":null,\"color\":[1]}", Item.class, new Item(null, 0, null)),
        read("{\"quantity\":2e1}", Item.class, new Item(null, 20, null)),
        read("{}", Void.class, null),
        read("null", Void.class, null),
        read("null", Item.class, null),
        read("{}", Object.class, Map.of()),
        read("{\"a\":1}", new TypeToken<Map<String, Object>>() {}, Map.of("a", BigDecimal.ONE)),
        read("{\"a\":1}", Map.class, Map.of("a", BigDecimal.ONE)),
        read("[]", List.class, List.of()),
        read("\"x\"", String.class, "x"),
        read("5", Integer.class, 5),
        read("5", int.class, 5),
        read("5.0", long.class, 5L),
        read("5", Double.class, 5.0),
        read("\"NaN\"", Double.class, Double.NaN),
        read("5e3", BigInteger.class, BigInteger.valueOf(5000)),
        read("true", Boolean.class, true),
        read("\"GREEN\"", Color.class, Color.GREEN),
        read("\"2024-01-31\"", LocalDate.class, LocalDate.of(2024, 1, 31)),
        read("[1,2]", new TypeToken<List<Integer>>() {}, List.of(1, 2)),
        read("{\"GREEN\":1}", new TypeToken<Map<Color, Integer>>() {}, Map.of(Color.GREEN, 1)),
        read("null", new TypeToken<Optional<Item>>() {}, Optional.empty()),
        read(
            "{\"number\":3}",
            new TypeToken<Page<Item>>() {},
            new Page<>(null, Optional.empty(), 3)),
        read("{\"radius\":1,\"@type\":\"Circle\"}", Shape.class, new Shape.Circle(1)),
        read("{\"amount\":1,\"kind\":\"cash\"}", Payment.class, new Payment.Cash(1)));
  }

  @ParameterizedTest
  @MethodSource("fitting")
  void isReadAsTheTypeWanted(String json, Type type, @Nullable Object value) {
    assertThat(codec.decode(codec.fromJson(json), type)).isEqualTo(value);
  }

  @Test
  void leavesFieldsOfABeanThatAreNotMentioned() {
    Object bean = codec.decode(codec.fromJson("{\"id\":5}"), Customer.class);

    assertThat(bean)
        .isInstanceOfSatisfying(
            Customer.class,
            customer -> {
              assertThat(customer.getName()).isEqualTo("nobody");
              assertThat(customer.isActive()).isTrue();
              assertThat(customer.getId()).isEqualTo(5);
            });
  }

  static Stream<Arguments> misfits() {
    TypeToken<List<Item>> items = new TypeToken<>() {};
    return Stream.of(
        read("5", String.class, "the value: expected a text, found the number 5"),
        read("true", String.class, "the value: expected a text, found true"),
        read("{}", String.class, "the value: expected a text, found an object"),
        read(
            "\"5\"",
            Integer.class,
            "the value: expected a whole number from -2147483648 to 2147483647, found the text"
                + " \"5\""),
        read(
            "5.7",
            int.class,
            "the value: expected a whole number from -2147483648 to 2147483647, found the number"
                + " 5.7"),
        read(
            "99999999999",
            int.class,
            "the value: expected a whole number from -2147483648 to 2147483647, found the number"
                + " 99999999999"),
        read(
            "null",
            short.class,
            "the value: expected a whole number from -32768 to 32767, found null"),
        read("1e999", Double.class, "the value: expected a number, found the number 1e999"),
        read(
            "1e999999999",
            BigInteger.class,
            "the value: expected a whole number, found the number 1e999999999"),
        read("\"5\"", BigDecimal.class, "the value: expected a number, found the text \"5\""),
        read(
            "\"true\"",
            boolean.class,
            "the value: expected true or false, found the text \"true\""),
        read(
            "\"BLUE\"",
            Color.class,
            "the value: expected one of RED, GREEN, found the text \"BLUE\""),
        read(
            "\"1-1-1-1-1\"",
            UUID.class,
            "the value: expected a UUID, found the text \"1-1-1-1-1\""),
        read("\"a b\"", Locale.class, "the value: expected a language tag, found the text \"a b\""),
        read(
            "{\"yes\":1}",
            new TypeToken<Map<Boolean, Integer>>() {},
            "yes: expected true or false, found the text \"yes\""),
        read("0", Color.class, "the value: expected one of RED, GREEN, found the number 0"),
        read("[]", Item.class, "the value: expected an object (com.acme.Item), found an array"),
        read("{}", items, "the value: expected an array, found an object"),
        read(
            "[]",
            new TypeToken<Map<String, Item>>() {},
            "the value: expected an object, found an array"),
        read("5", Void.class, "the value: expected null, found the number 5"),
        read(
            "[{},{\"price\":\"cheap\"}]",
            items,
            "[1].price: expected a number, found the text \"cheap\""),
        read(
            "{\"items\":[{\"quantity\":1.5}]}",
            Order.class,
            "items[0].quantity: expected a whole number from -2147483648 to 2147483647, found the"
                + " number 1.5"),
        read(
            "{\"at\":\"yesterday\"}",
            Order.class,
            "at: expected an instant such as 2024-01-31T10:15:30Z, found the text \"yesterday\""),
        read(
            "{\"byColor\":{\"PINK\":{}}}",
            Order.class,
            "byColor.PINK: expected one of RED, GREEN, found the text \"PINK\""),
        read(
            "{\"label\":\"***\"}",
            Order.class,
            "label: expected bytes in Base64, found the text \"***\""),
        read(
            "{\"box\":{\"radius\":1}}",
            Order.class,
            "box: expected an object whose \"@type\" is one of Circle, Square, Fixed, Group, found"
                + " an object"),
        read(
            "{\"box\":{\"@type\":\"java.lang.Runtime\"}}",
            Order.class,
            "box[\"@type\"]: expected one of Circle, Square, Fixed, Group, found the text"
                + " \"java.lang.Runtime\""),
        read(
            "{\"half\":3}",
            Unstorable.Even.class,
            "the value: com.acme.Unstorable$Even refused it: java.lang.IllegalArgumentException:"
                + " odd"),
        read(
            "{\"name\":\"x\",\"callback\":{}}",
            Unstorable.Task.class,
            "callback: the type java.lang.Runnable cannot be read: java.lang.Runnable is not among"
                + " the types that can be stored. Store what it holds in a record."));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void saysWhereItDoesNotFitAndWhatWasExpected(String json, Type type, String message) {
    EncodedValue value = codec.fromJson(json);

    assertThatThrownBy(() -> codec.decode(value, type))
        .isInstanceOf(UndecodableException.class)
        .hasMessage(message);
  }

  @Test
  void saysWhatJsonbHasAgainstIt() {
    EncodedValue value = codec.fromJson("{\"receipt_no\":\"1\",\"on\":\"2024-01-31\"}");

    assertThatThrownBy(() -> codec.decode(value, Payment.Receipt.class))
        .isInstanceOf(UndecodableException.class)
        .hasMessageStartingWith("the value: com.acme.Payment$Receipt cannot be read: ");
  }

  @Test
  void refusesWhatAnotherCodecWrote() {
    assertThatThrownBy(() -> codec.decode(new EncodedValue("kryo", "json", "1"), Object.class))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("The value was written by the codec 'kryo', expected 'jsonb-1'.");
  }

  private static Item item(String name, int quantity, String price) {
    return new Item(name, quantity, new BigDecimal(price));
  }

  private static Arguments read(String json, Type type, @Nullable Object value) {
    return Arguments.of(json, type, value);
  }

  private static Arguments read(String json, TypeToken<?> token, @Nullable Object value) {
    return Arguments.of(json, token.type(), value);
  }
}
