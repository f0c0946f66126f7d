package dev.holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Color;
import com.acme.Customer;
import com.acme.Item;
import com.acme.Items;
import com.acme.Order;
import com.acme.Page;
import com.acme.Payment;
import com.acme.Result;
import com.acme.Shape;
import dev.holdfast.api.TypeToken;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.port.PayloadCodec;
import jakarta.json.Json;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds that a value comes back equal and of the same type, for all that can be stored. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"})
class PayloadRoundTripTest {

  private static final Item PEN = new Item("pen", 3, new BigDecimal("1.10"));
  private static final Item INK = new Item("ink \u20ac \ud83d\ude00", -1, new BigDecimal("1E+3"));

  private final PayloadCodec codec = new JsonbPayloadCodec();

  /**
   * Is a value that comes back.
   *
   * @param kind the row of the guide that promises it
   * @param value the value
   * @param type its type where the value does not tell it
   */
  private record Row(String kind, @Nullable Object value, @Nullable Type type) {

    @Override
    public String toString() {
      String text = String.valueOf(value);
      return kind + ": " + (text.length() > 60 ? text.substring(0, 60) : text);
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
            scalars(), times(), composed(), collections(), maps(), arrays(), objects(), typed())
        .flatMap(rows -> rows);
  }

  private static Stream<Row> scalars() {
    return Stream.of(
            all("null", new @Nullable Object[] {null}),
            all("`boolean`, `Boolean`", true, false),
            all("`int`, `long`, `short`, `byte` and their wrappers", 7, Integer.MIN_VALUE, 7L),
            all(
                "`int`, `long`, `short`, `byte` and their wrappers",
                Long.MAX_VALUE,
                Long.MIN_VALUE),
            all("`int`, `long`, `short`, `byte` and their wrappers", (short) -9, (byte) 127),
            all("`double`, `float` and their wrappers", 7.0, 0.1, -0.0, Double.MIN_VALUE),
            all("`double`, `float` and their wrappers", Double.MAX_VALUE, Double.NaN, 1e22),
            all("`double`, `float` and their wrappers", Double.NEGATIVE_INFINITY, 0.1f, -0.0f),
            all("`double`, `float` and their wrappers", Float.NaN, Float.POSITIVE_INFINITY),
            all("`double`, `float` and their wrappers", Float.MAX_VALUE, Float.MIN_VALUE),
            all("`char`, `Character`", 'x', '"', '\0', '\ud800', '\u20ac'),
            all("`String`", "", "a\"b\\c/\n\r\t\b\f\0\u2028", "\u20ac \ud83d\ude00", "null"),
            all("`String`", "half \ud83d of a pair", "\ude00\ud83d", "\ud83d"),
            all("enums", Color.RED, Color.GREEN, DayOfWeek.MONDAY),
            all("`BigDecimal`", new BigDecimal("1.10"), new BigDecimal("1.1"), BigDecimal.ZERO),
            all("`BigDecimal`", new BigDecimal("1E+3"), new BigDecimal("-0.000")),
            all("`BigDecimal`", new BigDecimal("1E-999999"), new BigDecimal("9".repeat(3000))),
            all("`BigInteger`", BigInteger.ZERO, BigInteger.TEN.pow(5000).negate()),
            all("`UUID`, `URI`", UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")),
            all("`UUID`, `URI`", URI.create("http://example.com/a%20b?q=1#f"), URI.create("a/b")),
            all("`Locale`, `Currency`", Locale.GERMANY, Locale.ROOT, Currency.getInstance("EUR")))
        .flatMap(rows -> rows);
  }

  private static Stream<Row> times() {
    ZonedDateTime overlap =
        ZonedDateTime.ofLocal(
            LocalDateTime.of(2024, 10, 27, 2, 30),
            ZoneId.of("Europe/Paris"),
            ZoneOffset.ofHours(1));
    return Stream.of(
            all("`Instant`", Instant.parse("2024-01-31T10:15:30.123456789Z"), Instant.EPOCH),
            all("`Instant`", Instant.MIN, Instant.MAX),
            all("`LocalDate`, `LocalTime`, `LocalDateTime`", LocalDate.of(2024, 2, 29)),
            all("`LocalDate`, `LocalTime`, `LocalDateTime`", LocalDate.MIN, LocalDate.MAX),
            all("`LocalDate`, `LocalTime`, `LocalDateTime`", LocalTime.MAX, LocalTime.MIDNIGHT),
            all("`LocalDate`, `LocalTime`, `LocalDateTime`", LocalDateTime.MIN, LocalDateTime.MAX),
            all(
                "`OffsetDateTime`, `OffsetTime`, `ZonedDateTime`",
                OffsetDateTime.MAX,
                OffsetTime.MIN,
                overlap,
                overlap.withLaterOffsetAtOverlap(),
                overlap.withZoneSameInstant(ZoneOffset.UTC),
                overlap.withZoneSameInstant(ZoneId.of("UTC+01:00"))),
            all("`Duration`, `Period`", Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE)),
            all("`Duration`, `Period`", Duration.ofSeconds(Long.MIN_VALUE), Period.of(1, -2, 3)),
            all("`Duration`, `Period`", Duration.ZERO, Period.ZERO, Duration.ofHours(49)),
            all("`Year`, `YearMonth`, `MonthDay`", Year.of(-5), Year.of(20_000), Year.of(2024)),
            all("`Year`, `YearMonth`, `MonthDay`", YearMonth.of(12_345, 6), YearMonth.of(-1, 1)),
            all("`Year`, `YearMonth`, `MonthDay`", MonthDay.of(2, 29)),
            all("`ZoneId`, `ZoneOffset`", ZoneId.of("Europe/Paris"), ZoneId.of("UTC+1")),
            all("`ZoneId`, `ZoneOffset`", ZoneOffset.UTC, ZoneOffset.ofTotalSeconds(-3723)),
            all("`java.util.Date`", new Date(1_700_000_000_123L), new Date(-1)))
        .flatMap(rows -> rows);
  }

  private static Stream<Row> composed() {
    return Stream.of(
            all("`Optional`", Optional.empty(), Optional.of("x"), Optional.of(PEN)),
            all("`Optional`", Optional.of(List.of(1L, 2L))),
            all("`OptionalInt`, `OptionalLong`, `OptionalDouble`", OptionalInt.of(0)),
            all("`OptionalInt`, `OptionalLong`, `OptionalDouble`", OptionalInt.empty()),
            all("`OptionalInt`, `OptionalLong`, `OptionalDouble`", OptionalLong.of(5)),
            all("`OptionalInt`, `OptionalLong`, `OptionalDouble`", OptionalDouble.of(Double.NaN)),
            all("`ByteBuffer`", ByteBuffer.wrap(new byte[] {1, 2, 3}), ByteBuffer.allocate(0)),
            all("`ByteBuffer`", ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3)),
            all("`ByteBuffer`", ByteBuffer.allocateDirect(2).asReadOnlyBuffer()),
            all("`JsonObject`, `JsonArray`, `JsonValue`", Json.createObjectBuilder().build()),
            all(
                "`JsonObject`, `JsonArray`, `JsonValue`",
                Json.createArrayBuilder().add(1).add("x").addNull().add(true).build(),
                Json.createValue("x"),
                Json.createValue(new BigDecimal("1.5")),
                jakarta.json.JsonValue.NULL,
                jakarta.json.JsonValue.TRUE))
        .flatMap(rows -> rows);
  }

  private static Stream<Row> collections() {
    return Stream.of(
            all("`List`, `ArrayList`", List.of(), List.of("a", "b"), List.of(1, 2), List.of(1L)),
            all("`List`, `ArrayList`", new ArrayList<>(List.of(PEN, INK)), Arrays.asList(1.5, 2.5)),
            all("`List`, `ArrayList`", Arrays.asList("a", null), Collections.nCopies(2, null)),
            all("`List`, `ArrayList`", List.of(List.of(), List.of(1), List.of()), List.of('c')),
            all("`List`, `ArrayList`", List.of(Optional.empty(), Optional.of(Color.RED))),
            all("`List`, `ArrayList`", List.of(Map.of("a", 1), Map.of(), Map.of("b", 2))),
            all("`List`, `ArrayList`", List.of(PEN, INK).subList(0, 1), List.of(Color.GREEN)),
            all("`List`, `ArrayList`", IntStream.range(0, 5000).boxed().toList()),
            all("`Set`, `HashSet`, `LinkedHashSet`", Set.of(), Set.of(1, 2, 3), Set.of(PEN, INK)),
            all("`Set`, `HashSet`, `LinkedHashSet`", new HashSet<>(Arrays.asList("a", null))),
            all("`Set`, `HashSet`, `LinkedHashSet`", new LinkedHashSet<>(List.of("z", "a"))),
            all(
                "`TreeSet`, `EnumSet`, `LinkedList`, `ArrayDeque`, `CopyOnWriteArrayList`",
                new TreeSet<>(Set.of("b", "a")),
                new TreeSet<>(),
                EnumSet.of(Color.GREEN),
                EnumSet.noneOf(Color.class),
                new LinkedList<>(List.of(1)),
                new CopyOnWriteArrayList<>(List.of("x"))))
        .flatMap(rows -> rows);
  }

  private static Stream<Row> maps() {
    Map<String, @Nullable Item> withNull = new HashMap<>();
    withNull.put("none", null);
    withNull.put("", PEN);
    return Stream.of(
            all("`Map`, `HashMap`, `LinkedHashMap`", Map.of(), Map.of("a", PEN), withNull),
            all("`Map`, `HashMap`, `LinkedHashMap`", Map.of("\"\n\ud800", List.of(1, 2))),
            all("`TreeMap`, `EnumMap`, `ConcurrentHashMap`", new TreeMap<>(Map.of(2, "b", 1, "a"))),
            all("`TreeMap`, `EnumMap`, `ConcurrentHashMap`", new EnumMap<>(Map.of(Color.RED, 1))),
            all("`TreeMap`, `EnumMap`, `ConcurrentHashMap`", new ConcurrentHashMap<>(Map.of(1, 2))),
            all(
                "map keys: text, numbers, enums, UUIDs, dates",
                Map.of(Color.GREEN, 1),
                Map.of(5L, 1)),
            all(
                "map keys: text, numbers, enums, UUIDs, dates",
                Map.of(-0.0, 1, 0.0, 2, Double.NaN, 3)),
            all("map keys: text, numbers, enums, UUIDs, dates", Map.of(new UUID(1, 2), PEN)),
            all("map keys: text, numbers, enums, UUIDs, dates", Map.of(LocalDate.MAX, 1)),
            all("map keys: text, numbers, enums, UUIDs, dates", Map.of(new BigDecimal("1.10"), 1)),
            all("map keys: text, numbers, enums, UUIDs, dates", Map.of(true, 1), Map.of('c', 1)))
        .flatMap(rows -> rows);
  }

  private static Stream<Row> arrays() {
    return Stream.of(
            all("`byte[]`", new byte[0], new byte[] {0, -1, 127}),
            all("arrays", new int[] {1, -2}, new long[0], new double[] {-0.0, Double.NaN}),
            all("arrays", new boolean[] {true}, new char[] {'a', '\ud800'}, new short[] {1}),
            all("arrays", new float[] {0.1f}, new int[][] {{1}, {}, {2, 3}}, new Object[0]),
            all("arrays", new String[] {"a", null}, new Item[] {PEN}, new Item[0][0]),
            all("arrays", new Shape[] {new Shape.Circle(1), Shape.Fixed.POINT}, new byte[2][2]),
            all("arrays", new Color[] {Color.GREEN}, new Integer[] {1, null}))
        .flatMap(rows -> rows);
  }

  private static Stream<Row> objects() {
    Customer boss = new Customer();
    boss.setId(Long.MAX_VALUE);
    boss.setName(null);
    Customer customer = new Customer();
    customer.setBoss(boss);
    customer.setActive(false);
    customer.getTags().add("loyal");
    Items items = new Items();
    items.setContent(List.of(PEN));
    return Stream.of(
            all("records", PEN, new Item(null, 0, null)),
            all("records", order(order(null))),
            all("beans", new Customer(), customer, items, List.of(customer, boss)),
            all("classes with JSON-B annotations", receipt(), List.of(receipt(), receipt())))
        .flatMap(rows -> rows);
  }

  private static Stream<Row> typed() {
    String sealed = "sealed types, as element or member";
    String named = "interfaces with `@JsonbTypeInfo`, as element or member";
    String generic = "generic records and beans";
    List<Shape> shapes = List.of(new Shape.Circle(1), square(), Shape.Fixed.PLANE);
    Page<Item> page = new Page<>(List.of(PEN, INK), Optional.of(PEN), 4);
    return Stream.of(
        row(sealed, shapes, new TypeToken<List<Shape>>() {}),
        row(sealed, new Shape.Group(shapes), TypeToken.of(Shape.class)),
        row(sealed, new Shape.Group(shapes), TypeToken.of(Shape.Group.class)),
        row(sealed, Map.of("a", shapes), new TypeToken<Map<String, List<? extends Shape>>>() {}),
        row(sealed, new Result.Ok<>(PEN), new TypeToken<Result<Item>>() {}),
        row(sealed, new Result.Failed<>("no"), new TypeToken<Result<List<Item>>>() {}),
        row(
            named,
            List.of(new Payment.Cash(5), new Payment.Card("1", 6)),
            new TypeToken<List<Payment>>() {}),
        row(generic, page, new TypeToken<Page<Item>>() {}),
        row(generic, List.of(page), new TypeToken<List<Page<Item>>>() {}),
        row(generic, new Page<>(shapes, Optional.empty(), 1), new TypeToken<Page<Shape>>() {}),
        row("JSON trees, declared as `Object`", tree(), new TypeToken<Map<String, Object>>() {}),
        row("JSON trees, declared as `Object`", tree(), TypeToken.of(Object.class)),
        row("null", null, TypeToken.of(Item.class)),
        row("null", null, TypeToken.of(Void.class)));
  }

  private static Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new HashMap<>();
    tree.put("none", null);
    tree.put("list", Arrays.asList("x", true, null, new BigDecimal("1.50"), Map.of()));
    return tree;
  }

  private static Shape square() {
    return new Shape.Square(2, Color.GREEN);
  }

  private static Payment.Receipt receipt() {
    return new Payment.Receipt("r1", LocalDate.of(2024, 5, 6), new byte[] {1, 2});
  }

  private static Order order(@Nullable Order parent) {
    return new Order(
        new UUID(1, 2),
        Arrays.asList(PEN, null),
        Map.of(Color.RED, INK),
        Optional.of(PEN),
        OptionalInt.of(3),
        Instant.parse("2024-01-31T10:15:30.000000001Z"),
        new Page<>(List.of(PEN), Optional.empty(), 1),
        square(),
        List.of(square(), new Shape.Group(List.of())),
        Map.of("a", List.of(new int[] {1}, new int[0])),
        new byte[] {1, 2, 3},
        parent);
  }

  private static Stream<Row> all(String kind, @Nullable Object... values) {
    return Arrays.stream(values).map(value -> new Row(kind, value, null));
  }

  private static Row row(String kind, @Nullable Object value, TypeToken<?> token) {
    return new Row(kind, value, token.type());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void comesBackEqual(Row row) {
    Object back = codec.decode(encode(row), getClass().getClassLoader());

    assertThat(PlainForm.of(back)).isEqualTo(PlainForm.of(row.value()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void comesBackAsATypeThatIsStoredTheSameWay(Row row) {
    EncodedValue encoded = encode(row);

    Object back = codec.decode(encoded, getClass().getClassLoader());

    assertThat(encode(new Row(row.kind(), back, row.type()))).isEqualTo(encoded);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void comesBackUnderTheTypeThatItWasStoredWith(Row row) {
    EncodedValue encoded = encode(row);
    Type type = TypeDescriptor.parse(encoded.type(), getClass().getClassLoader());

    Object back = codec.decode(encoded, type);

    assertThat(PlainForm.of(back)).isEqualTo(PlainForm.of(row.value()));
    assertThat(codec.encode(row.value(), type)).isEqualTo(encoded);
  }

  @Test
  void theGuideListsAllThisAndNothingElse() {
    assertThat(Guide.firstColumnOf("What works"))
        .containsExactlyInAnyOrderElementsOf(rows().map(Row::kind).collect(Collectors.toSet()));
  }

  @Test
  void leavesABufferAsItWas() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);

    codec.encode(buffer);

    assertThat(buffer.position()).isEqualTo(1);
    assertThat(buffer.limit()).isEqualTo(3);
  }

  @Test
  void acceptsNumbersOfAnyTypeInAJsonTree() {
    List<Object> numbers =
        List.of(1, 2L, (short) 3, 4.5, 5.5f, BigInteger.TEN, new BigDecimal("1.10"));

    Object back = codec.decode(codec.encode(numbers, Object.class), Object.class);

    assertThat(back)
        .isEqualTo(
            Stream.of("1", "2", "3", "4.5", "5.5", "10", "1.10").map(BigDecimal::new).toList());
  }

  @Test
  void keepsTheOrderOfMapsAndSets() {
    List<String> names = List.of("z", "a", "m");
    Set<String> set = new LinkedHashSet<>(names);

    Object back = codec.decode(codec.encode(set), getClass().getClassLoader());

    assertThat(back)
        .asInstanceOf(InstanceOfAssertFactories.ITERABLE)
        .containsExactly("z", "a", "m");
  }

  @Test
  void comesBackAsAnObjectOfItsOwn() {
    List<Item> items = new ArrayList<>(List.of(PEN));
    EncodedValue encoded = codec.encode(items);
    items.clear();

    Object back = codec.decode(encoded, getClass().getClassLoader());

    assertThat(back).isEqualTo(List.of(PEN));
  }

  @Test
  void keepsAnArrayDequeInOrder() {
    ArrayDeque<Integer> deque = new ArrayDeque<>(List.of(3, 1, 2));

    Object back = codec.decode(codec.encode(deque), getClass().getClassLoader());

    assertThat(back).isInstanceOf(ArrayDeque.class);
    assertThat(new ArrayList<>((ArrayDeque<?>) back)).isEqualTo(List.of(3, 1, 2));
  }

  private EncodedValue encode(Row row) {
    Type type = row.type();
    return type == null ? codec.encode(row.value()) : codec.encode(row.value(), type);
  }
}
