package dev.holdfast.jpa;

/** Makes texts from outside fit to be stored. */
final class Texts {

  private Texts() {}

  /** Replaces the one character that PostgreSQL cannot store. */
  static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
