package dev.holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Box;
import com.acme.Color;
import com.acme.Item;
import com.acme.Page;
import com.acme.Payment;
import com.acme.Shape;
import com.acme.Unstorable;
import dev.holdfast.api.Blob;
import dev.holdfast.api.TypeToken;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what is refused, and that each message says where, what and what to do. */
@SuppressWarnings({"NullOptional", "JavaUtilDate", "JavaSqlDate"})
class RefusedValuesTest {

  private static final Item PEN = new Item("pen", 1, BigDecimal.ONE);

  private final PayloadCodec codec = new JsonbPayloadCodec();

  /**
   * Is a value that is refused.
   *
   * @param what the row of the guide
   * @param value the value
   * @param type the declared type, if any
   * @param message the message
   */
  private record Row(String what, @Nullable Object value, @Nullable Type type, String message) {

    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(things(), classes(), structure(), types()).flatMap(rows -> rows);
  }

  private static Stream<Row> things() {
    return Stream.of(
        row(
            "a lambda",
            new Unstorable.Job("a", List.of(task(null), task(() -> {})), null),
            "result.tasks[1].callback cannot be stored: it is a lambda. Store the data it works"
                + " on."),
        row(
            "a thread",
            Map.of("worker", Thread.currentThread()),
            "result.worker cannot be stored: it is a thread (java.lang.Thread). Store the data it"
                + " works on."),
        row(
            "an open resource",
            new ByteArrayInputStream(new byte[0]),
            "result cannot be stored: it is an open resource (java.io.ByteArrayInputStream). Read"
                + " it and store what was read."),
        row(
            "a resource of the application",
            List.of(new Unstorable.Handle()),
            "result[0] cannot be stored: it is an open resource (com.acme.Unstorable$Handle). Read"
                + " it and store what was read."),
        row(
            "a blob in another value",
            List.of(Blob.of(new byte[0])),
            "result[0] cannot be stored: it is a blob (dev.holdfast.api.BytesBlob). Return it by"
                + " itself, as the result of a step."),
        row(
            "a stream",
            Stream.of(1),
            "result cannot be stored: it is a stream (java.util.stream.ReferencePipeline$Head)."
                + " Collect it into a list."),
        row(
            "a future",
            new CompletableFuture<String>(),
            "result cannot be stored: it is a future (java.util.concurrent.CompletableFuture). Wait"
                + " for it and store its outcome."),
        row(
            "a class object",
            new Unstorable.Holder(String.class),
            "result.content cannot be stored: it is a class object (java.lang.Class). Store its"
                + " name."),
        row(
            "an exception",
            new IllegalStateException("x"),
            "result cannot be stored: it is an exception (java.lang.IllegalStateException). Store"
                + " its name and message."),
        row(
            "another class of Java's",
            new AtomicInteger(1),
            "result cannot be stored: java.util.concurrent.atomic.AtomicInteger is not among the"
                + " types that can be stored. Store what it holds in a record."));
  }

  private static Stream<Row> classes() {
    Unstorable.Session session = new Unstorable.Session();
    session.token = 7;
    return Stream.of(
        row(
            "an inner class that is not static",
            Unstorable.inner(),
            "result cannot be stored: it is of the inner class com.acme.Unstorable$Inner. Make it a"
                + " record, or static."),
        row(
            "an anonymous or local class",
            Unstorable.anonymous(),
            "result cannot be stored: it is of the local or anonymous class"
                + " com.acme.Unstorable$1. Make it a record, or a static class."),
        row(
            "an interface or abstract class whose subtypes are not known",
            new Unstorable.Job("a", List.of(), new Unstorable.Zip(3)),
            "result.plugin cannot be stored: com.acme.Unstorable$Plugin is an interface whose"
                + " subtypes are not known. Make it sealed, annotate it with @JsonbTypeInfo, or"
                + " declare the class of the value."),
        row(
            "a subtype that `@JsonbTypeInfo` does not list",
            List.of(new Unstorable.Voucher(1)),
            new TypeToken<List<Payment>>() {},
            "result[0] cannot be stored: the class com.acme.Unstorable$Voucher is not among the"
                + " known subtypes of com.acme.Payment, which are cash, card. Declare it there."),
        row(
            "a subclass where its superclass is declared",
            List.of(new Unstorable.Vip()),
            new TypeToken<List<com.acme.Customer>>() {},
            "result[0] cannot be stored: it is of the subclass com.acme.Unstorable$Vip where"
                + " com.acme.Customer is declared. Make that sealed, or declare the subclass."),
        row(
            "a class without a constructor without parameters",
            new Unstorable.Money(5),
            "result cannot be stored: com.acme.Unstorable$Money has no constructor without"
                + " parameters. Add one, or make it a record."),
        row(
            "a class without fields",
            new Unstorable.Mailer(),
            "result cannot be stored: com.acme.Unstorable$Mailer has no fields, so there is nothing"
                + " to store. Store the data it uses."),
        row(
            "a class that changes what its constructor is given",
            Map.of("a", new Unstorable.Counter(1)),
            "result.a.count cannot be stored: what is read back is not equal to what was written."
                + " Its constructor or accessors change what they are given. Make it a record of"
                + " plain values."),
        row(
            "a class that does not accept what it holds",
            List.of(new Unstorable.Even(2)),
            "What would be stored could not be read back: result[0]: com.acme.Unstorable$Even"
                + " refused it: java.lang.IllegalArgumentException: odd"),
        row(
            "a class whose `equals` compares transient fields",
            session,
            "result cannot be stored: what is read back is not equal to what was written. Its"
                + " equals compares something that is not stored. Make it a record of plain"
                + " values."));
  }

  private static Stream<Row> structure() {
    Unstorable.Node node = new Unstorable.Node();
    node.children.add(new Unstorable.Node());
    node.children.add(node);
    Map<@Nullable String, Integer> nullKey = new HashMap<>();
    nullKey.put(null, 1);
    return Stream.of(
        row(
            "a cycle",
            node,
            "result.children[1] cannot be stored: it contains itself, and a cycle has no end. Store"
                + " an id in its place."),
        row(
            "a value of more than 1000 levels",
            nested(1001),
            TypeToken.of(Object.class),
            "result"
                + "[0]".repeat(64)
                + "[0... cannot be stored: it is nested deeper than 1000 levels. Store a flatter"
                + " value."),
        row(
            "lists in lists of more than 100 levels without a type",
            nested(101),
            "result"
                + "[0]".repeat(64)
                + "[0... cannot be stored: it is nested deeper than 100 levels. Store a flatter"
                + " value."),
        row(
            "a map with a null key",
            nullKey,
            "result cannot be stored: it has a null key. Use a text for it."),
        row(
            "a map with other keys than texts, numbers, enums, UUIDs and dates",
            Map.of(PEN, 1),
            "result cannot be stored: its keys are of the class com.acme.Item. Use texts, numbers,"
                + " enums, UUIDs or dates as keys, or store a list of records."),
        row(
            "a set or map with a comparator",
            new TreeSet<String>(Comparator.reverseOrder()),
            "result cannot be stored: it is sorted by a comparator, which cannot be stored. Store a"
                + " List."),
        row(
            "null where an `Optional` is declared",
            new Unstorable.Note(null),
            "result.text cannot be stored: it is null where Optional is declared. Use"
                + " Optional.empty()."),
        row(
            "an empty optional in an optional",
            Optional.of(Optional.empty()),
            "result cannot be stored: an optional that holds an empty optional looks like an empty"
                + " one. Use one."),
        row(
            "a number of more than 100,000 digits",
            List.of(BigInteger.ONE.shiftLeft(400_000)),
            "result[0] cannot be stored: the number is longer than 100000 digits. Store it as"
                + " bytes."));
  }

  private static Stream<Row> types() {
    return Stream.of(
        row(
            "a list, set or map of several types",
            List.of(new Shape.Circle(1), new Shape.Circle(2), new Shape.Group(List.of())),
            "result[2] does not tell its type: it is of the type com.acme.Shape$Group, those before"
                + " it of com.acme.Shape$Circle. Pass the full type, such as new"
                + " TypeToken<List<Shape>>() {}."),
        row(
            "a map of mixed values",
            mixed(),
            "result.b does not tell its type: it is of the type java.lang.String, those before it"
                + " of java.lang.Integer. Pass the full type, such as new TypeToken<Map<String,"
                + " Object>>() {}."),
        row(
            "a generic record or bean",
            List.of(new Page<>(List.of(PEN), Optional.empty(), 1)),
            "result[0] does not tell its type: the class com.acme.Page has type parameters. Pass"
                + " the full type, such as new TypeToken<Page<Item>>() {}."),
        row(
            "an array of `Object`",
            new Object[] {"a", 1},
            "result does not tell its type: an array of Object says nothing of its elements. Pass"
                + " the full type, such as new TypeToken<String[]>() {}."),
        row(
            "a collection class of the application or a library",
            new Unstorable.Names(),
            "result does not tell its type: the class com.acme.Unstorable$Names is not one of"
                + " Java's own lists, sets and maps. Pass the full type, such as new"
                + " TypeToken<List<Item>>() {}."),
        row(
            "`Map.values()` and other bare collections",
            new LinkedHashMap<>(Map.of("a", 1)).values(),
            "result does not tell its type: the class java.util.LinkedHashMap$LinkedValues is not"
                + " one of Java's own lists, sets and maps. Pass the full type, such as new"
                + " TypeToken<List<Item>>() {}."),
        row(
            "a value of another type than declared",
            "x",
            TypeToken.of(Integer.class),
            "result cannot be stored: it is of the class java.lang.String where java.lang.Integer"
                + " is declared."),
        row(
            "a record in a JSON tree",
            Map.of("item", PEN),
            new TypeToken<Map<String, Object>>() {},
            "result.item does not tell its type: it is of the class com.acme.Item where a JSON tree"
                + " is declared, which has maps, lists, texts, finite numbers, booleans and null."
                + " Declare the class."));
  }

  private static Unstorable.Task task(@Nullable Runnable callback) {
    return new Unstorable.Task("t", callback);
  }

  private static Map<String, Object> mixed() {
    Map<String, Object> map = new TreeMap<>();
    map.put("a", 1);
    map.put("b", "x");
    return map;
  }

  private static List<?> nested(int levels) {
    List<?> list = List.of();
    for (int i = 0; i < levels; i++) {
      list = List.of(list);
    }
    return list;
  }

  private static Row row(String what, @Nullable Object value, String message) {
    return new Row(what, value, null, message);
  }

  private static Row row(String what, Object value, TypeToken<?> token, String message) {
    return new Row(what, value, token.type(), message);
  }

  private void encode(Row row) {
    if (row.type() == null) {
      codec.encode(row.value());
    } else {
      codec.encode(row.value(), row.type());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isRefusedWithAMessageThatSaysWhereAndWhatToDo(Row row) {
    assertThatThrownBy(() -> encode(row))
        .isInstanceOf(UnencodableException.class)
        .hasMessage(row.message());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysWhetherATypeWouldHelp(Row row) {
    assertThatThrownBy(() -> encode(row))
        .isInstanceOfSatisfying(
            UnencodableException.class,
            e ->
                assertThat(e.isTypeUnknown())
                    .isEqualTo(row.message().contains("does not tell its type")));
  }

  @Test
  void theGuideListsAllThisAndNothingElse() {
    Map<String, String> messages =
        rows().collect(Collectors.toMap(Row::what, row -> shorten(row.message())));

    List<String> whats = Guide.column("What is refused", 0);
    List<String> said = Guide.column("What is refused", 1);

    assertThat(whats).containsExactlyInAnyOrderElementsOf(messages.keySet());
    for (int i = 0; i < whats.size(); i++) {
      assertThat(said.get(i)).as(whats.get(i)).isEqualTo("`" + messages.get(whats.get(i)) + "`");
    }
  }

  /** Cuts the path of a deep value, which no table could show. */
  private static String shorten(String message) {
    return message.replaceFirst("(\\[0\\]){9,}\\[0\\.\\.\\.", "[0][0]...");
  }

  @Test
  void refusesAGenericClassGivenWithoutItsArguments() {
    Box<Item> box = new Box<>();
    box.setContent(PEN);

    assertThatThrownBy(() -> codec.encode(box, Box.class))
        .hasMessageStartingWith("result.content does not tell its type: the type variable T of")
        .hasMessageEndingWith(
            "Pass the full type, such as new TypeToken<List<Item>>() {} for a list.");
  }

  @Test
  void refusesADateOfSqlWhereADateIsDeclared() {
    assertThatThrownBy(() -> codec.encode(new Timestamp(5), Date.class))
        .hasMessage(
            "result cannot be stored: it is of the subclass java.sql.Timestamp where java.util.Date"
                + " is declared. Convert it.");
  }

  @Test
  void saysWhatTheValueThrewWhileItWasRead() {
    List<String> broken =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new IllegalStateException("connection closed");
          }

          @Override
          public int size() {
            return 1;
          }
        };

    assertThatThrownBy(() -> codec.encode(Map.of("a", broken), Map.class))
        .isInstanceOf(UnencodableException.class)
        .hasMessage(
            "result.a cannot be stored: reading it threw java.lang.IllegalStateException:"
                + " connection closed.");
  }

  @Test
  void refusesNullForAPrimitive() {
    assertThatThrownBy(() -> codec.encode(null, int.class))
        .hasMessage(
            "result cannot be stored: it is null where the primitive type of class"
                + " java.lang.Integer is declared.");
  }

  @Test
  void refusesWhatJsonHasNoNumbersForInAJsonTree() {
    assertThatThrownBy(() -> codec.encode(Arrays.asList(1, Double.NaN), Object.class))
        .hasMessageContaining("result[1]")
        .hasMessageContaining("finite numbers");
  }

  @Test
  void refusesAListThatContainsItself() {
    List<Object> list = new ArrayList<>();
    list.add(1);
    list.add(list);

    assertThatThrownBy(() -> codec.encode(list))
        .hasMessageStartingWith("result[1] cannot be stored: it contains itself");
    assertThatThrownBy(() -> codec.encode(list, Object.class))
        .hasMessageStartingWith("result[1] cannot be stored: it contains itself");
  }

  @Test
  void acceptsTheSameObjectTwiceWhenThereIsNoCycle() {
    assertThat(codec.encode(List.of(PEN, PEN)).data()).contains("pen");
  }

  @Test
  void acceptsAThousandLevels() {
    Object list = nested(1000);
    Unstorable.Node node = new Unstorable.Node();
    for (int i = 0; i < 499; i++) {
      Unstorable.Node parent = new Unstorable.Node();
      parent.children.add(node);
      node = parent;
    }

    assertThat(codec.decode(codec.encode(list, Object.class), Object.class)).isEqualTo(list);
    assertThat(codec.decode(codec.encode(node), Unstorable.Node.class)).isNotNull();
  }

  @Test
  void namesWhatJsonbLeavesOutButEqualsCompares() {
    Payment.Account account = new Payment.Account();
    account.setBalance(5);

    assertThatThrownBy(() -> codec.encode(account))
        .hasMessageContaining("Its equals compares something that is not stored.");
  }

  @Test
  void namesTheKnownSubtypes() {
    assertThatThrownBy(() -> codec.encode(Color.RED, Shape.class))
        .hasMessage(
            "result cannot be stored: the class com.acme.Color is not among the known subtypes of"
                + " com.acme.Shape, which are Circle, Square, Fixed, Group. Declare it there.");
  }
}
