package dev.holdfast.json;

import dev.holdfast.json.ScalarShape.Form;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists the types whose values are a single text, number or boolean. */
final class Scalars {

  private static final Map<Class<?>, ScalarShape> SHAPES = new LinkedHashMap<>();

  static {
    texts();
    numbers();
    times();
  }

  private Scalars() {}

  static @Nullable ScalarShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** Returns the type to store a scalar as, or null when the value is none. */
  static @Nullable Class<?> typeOf(Object value) {
    if (value instanceof ZoneId && !(value instanceof ZoneOffset)) {
      return ZoneId.class;
    }
    return SHAPES.containsKey(value.getClass()) ? value.getClass() : null;
  }

  private static void texts() {
    text(String.class, "a text", Function.identity(), Function.identity());
    text(UUID.class, "a UUID", UUID::toString, Scalars::uuid);
    text(URI.class, "a URI", URI::toString, URI::create);
    text(Locale.class, "a language tag", Scalars::languageTag, Scalars::locale);
    text(Currency.class, "a currency code", Currency::getCurrencyCode, Currency::getInstance);
    with(
        char.class,
        '\0',
        text(Character.class, "a text of one character", String::valueOf, Scalars::character));
    with(
        boolean.class,
        false,
        add(Boolean.class, Form.BOOLEAN, "true or false", String::valueOf, Scalars::flag));
  }

  private static void numbers() {
    with(int.class, 0, whole(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue));
    with(long.class, 0L, whole(Long.class, Long.MIN_VALUE, Long.MAX_VALUE, Function.identity()));
    with(
        short.class,
        (short) 0,
        whole(Short.class, Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue));
    with(byte.class, (byte) 0, whole(Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue));
    with(
        double.class,
        0.0,
        add(
            Double.class,
            Form.FLOATING,
            "a number",
            String::valueOf,
            text -> Numbers.finite(text, Double.valueOf(text), Double::doubleValue)));
    with(
        float.class,
        0.0f,
        add(
            Float.class,
            Form.FLOATING,
            "a number within the range of float",
            String::valueOf,
            text -> Numbers.finite(text, Float.valueOf(text), Float::doubleValue)));
    add(BigDecimal.class, Form.NUMBER, "a number", Numbers::format, BigDecimal::new);
    add(BigInteger.class, Form.NUMBER, "a whole number", Numbers::format, Numbers::bigInteger);
    add(
        Year.class,
        Form.NUMBER,
        "a year",
        Year::toString,
        text -> Year.of((int) Numbers.wholeNumber(text, Year.MIN_VALUE, Year.MAX_VALUE)));
  }

  private static void times() {
    text(
        Instant.class,
        "an instant such as 2024-01-31T10:15:30Z",
        Instant::toString,
        Instant::parse);
    text(
        Date.class,
        "an instant such as 2024-01-31T10:15:30Z",
        date -> date.toInstant().toString(),
        text -> Date.from(Instant.parse(text)));
    text(LocalDate.class, "a date such as 2024-01-31", LocalDate::toString, LocalDate::parse);
    text(LocalTime.class, "a time such as 10:15:30", LocalTime::toString, LocalTime::parse);
    text(
        LocalDateTime.class,
        "a date and time such as 2024-01-31T10:15:30",
        LocalDateTime::toString,
        LocalDateTime::parse);
    text(
        OffsetDateTime.class,
        "a date and time with offset such as 2024-01-31T10:15:30+01:00",
        OffsetDateTime::toString,
        OffsetDateTime::parse);
    text(
        OffsetTime.class,
        "a time with offset such as 10:15:30+01:00",
        OffsetTime::toString,
        OffsetTime::parse);
    text(
        ZonedDateTime.class,
        "a date and time with zone such as 2024-01-31T10:15:30+01:00[Europe/Paris]",
        ZonedDateTime::toString,
        ZonedDateTime::parse);
    text(Duration.class, "a duration such as PT1H30M", Duration::toString, Duration::parse);
    text(Period.class, "a period such as P1Y2M3D", Period::toString, Period::parse);
    text(YearMonth.class, "a month such as 2024-01", Scalars::month, YearMonth::parse);
    text(MonthDay.class, "a day such as --01-31", MonthDay::toString, MonthDay::parse);
    text(ZoneId.class, "a time zone such as Europe/Paris", ZoneId::getId, ZoneId::of);
    text(ZoneOffset.class, "an offset such as +01:00", ZoneOffset::getId, ZoneOffset::of);
  }

  private static <T> ScalarShape text(
      Class<T> type, String expected, Function<T, String> format, Function<String, T> parse) {
    return add(type, Form.TEXT, expected, format, parse);
  }

  private static <T extends Number> ScalarShape whole(
      Class<T> type, long least, long most, Function<Long, T> narrow) {
    return add(
        type,
        Form.NUMBER,
        "a whole number from " + least + " to " + most,
        String::valueOf,
        text -> narrow.apply(Numbers.wholeNumber(text, least, most)));
  }

  private static <T> ScalarShape add(
      Class<T> type,
      Form form,
      String expected,
      Function<T, String> format,
      Function<String, T> parse) {
    ScalarShape shape = ScalarShape.of(type, form, expected, format, parse);
    SHAPES.put(type, shape);
    return shape;
  }

  private static void with(Class<?> primitive, Object zero, ScalarShape wrapper) {
    SHAPES.put(primitive, wrapper.withoutNull(zero));
  }

  /** Reads what is written only; the platform takes shorter texts for other UUIDs. */
  private static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    check(uuid.toString().equalsIgnoreCase(text));
    return uuid;
  }

  /** Reads language tags only; the platform takes anything else for parts of one. */
  private static Locale locale(String text) {
    Locale locale = Locale.forLanguageTag(text);
    check(locale.toLanguageTag().equalsIgnoreCase(text));
    return locale;
  }

  private static Boolean flag(String text) {
    check(text.equals("true") || text.equals("false"));
    return text.equals("true");
  }

  private static void check(boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException("not in the form that is written");
    }
  }

  private static Character character(String text) {
    check(text.length() == 1);
    return text.charAt(0);
  }

  /** Writes the sign that reading wants before a year of five digits. */
  private static String month(YearMonth month) {
    return month.getYear() > 9999 ? "+" + month : month.toString();
  }

  private static String languageTag(Locale locale) {
    String tag = locale.toLanguageTag();
    if (!Locale.forLanguageTag(tag).equals(locale)) {
      throw new IllegalArgumentException("the locale " + locale + " has no exact language tag.");
    }
    return tag;
  }
}
