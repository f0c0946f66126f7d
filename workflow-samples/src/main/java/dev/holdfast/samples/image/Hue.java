package dev.holdfast.samples.image;

import java.awt.Color;
import java.util.Locale;

/** Sorts a pixel into one of the colours that have a common name. */
enum Hue {
  BLACK,
  GREY,
  WHITE,
  RED,
  ORANGE,
  YELLOW,
  GREEN,
  CYAN,
  BLUE,
  PURPLE,
  PINK;

  private static final float BARELY_LIT = 0.12f;
  private static final float BARELY_COLOURED = 0.15f;
  private static final float NEARLY_WHITE = 0.9f;

  static Hue of(int rgb) {
    float[] hsb = Color.RGBtoHSB(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, null);
    if (hsb[2] < BARELY_LIT) {
      return BLACK;
    }
    if (hsb[1] < BARELY_COLOURED) {
      return hsb[2] > NEARLY_WHITE ? WHITE : GREY;
    }
    return ofDegrees(hsb[0] * 360);
  }

  private static Hue ofDegrees(float degrees) {
    if (degrees < 15 || degrees >= 345) {
      return RED;
    }
    if (degrees < 45) {
      return ORANGE;
    }
    if (degrees < 70) {
      return YELLOW;
    }
    if (degrees < 165) {
      return GREEN;
    }
    if (degrees < 195) {
      return CYAN;
    }
    if (degrees < 260) {
      return BLUE;
    }
    return degrees < 300 ? PURPLE : PINK;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
