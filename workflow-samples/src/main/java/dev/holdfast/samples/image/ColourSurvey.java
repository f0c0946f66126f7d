package dev.holdfast.samples.image;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Is what a look over the pixels of a picture tells about its colours and its light. */
record ColourSurvey(Map<Hue, Integer> pixelsByHue, double meanLight, int pixels) {

  private static final int SAMPLES_PER_SIDE = 200;

  ColourSurvey {
    pixelsByHue = Collections.unmodifiableMap(new EnumMap<>(pixelsByHue));
  }

  static ColourSurvey of(BufferedImage image) {
    int stepX = Math.max(1, image.getWidth() / SAMPLES_PER_SIDE);
    int stepY = Math.max(1, image.getHeight() / SAMPLES_PER_SIDE);
    Map<Hue, Integer> counts = new EnumMap<>(Hue.class);
    double light = 0;
    int pixels = 0;
    for (int y = 0; y < image.getHeight(); y += stepY) {
      for (int x = 0; x < image.getWidth(); x += stepX) {
        int rgb = image.getRGB(x, y);
        counts.merge(Hue.of(rgb), 1, Integer::sum);
        light += lightOf(rgb);
        pixels++;
      }
    }
    return new ColourSurvey(counts, light / pixels, pixels);
  }

  /** Weighs the channels as the eye does. */
  private static double lightOf(int rgb) {
    return (0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff)) / 255;
  }

  String brightness() {
    if (meanLight < 0.25) {
      return "dark";
    }
    return meanLight > 0.75 ? "bright" : "softly lit";
  }

  String colours() {
    List<Hue> hues =
        pixelsByHue.keySet().stream()
            .sorted(Comparator.comparingDouble(this::share).reversed())
            .toList();
    Hue first = hues.get(0);
    if (share(first) >= 0.98) {
      return "entirely " + first.word();
    }
    if (share(first) >= 0.7) {
      return "mostly " + first.word();
    }
    Hue second = hues.get(1);
    return share(second) >= 0.15
        ? first.word() + " and " + second.word()
        : "colourful, chiefly " + first.word();
  }

  private double share(Hue hue) {
    return (double) pixelsByHue.getOrDefault(hue, 0) / pixels;
  }
}
