package dev.holdfast.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.ToDoubleFunction;

/** Turns numbers into text and back without losing a digit, a sign or a scale. */
final class Numbers {

  private static final int MOST_BITS = 332_000;
  private static final int MOST_ZEROS = 10_000;

  private Numbers() {}

  static long wholeNumber(String text, long least, long most) {
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      number = new BigDecimal(text).longValueExact();
    }
    if (number < least || number > most) {
      throw new ArithmeticException(number + " is not within " + least + " to " + most);
    }
    return number;
  }

  static BigInteger bigInteger(String text) {
    if (text.chars().allMatch(c -> c == '-' || Character.isDigit(c))) {
      return new BigInteger(text);
    }
    BigDecimal number = new BigDecimal(text);
    if (number.scale() < -MOST_ZEROS) {
      throw new ArithmeticException("more than " + MOST_ZEROS + " zeros");
    }
    return number.toBigIntegerExact();
  }

  static String format(BigInteger number) {
    checkLength(number);
    return number.toString();
  }

  static String format(BigDecimal number) {
    checkLength(number.unscaledValue());
    return number.toString();
  }

  private static void checkLength(BigInteger number) {
    if (number.bitLength() > MOST_BITS) {
      throw new IllegalArgumentException(
          "the number is longer than " + JsonTree.LONGEST_NUMBER + " digits. Store it as bytes.");
    }
  }

  static <T extends Number> T finite(String text, T number, ToDoubleFunction<T> asDouble) {
    if (Double.isInfinite(asDouble.applyAsDouble(number)) && !text.endsWith("Infinity")) {
      throw new ArithmeticException(text + " is out of range");
    }
    return number;
  }
}
