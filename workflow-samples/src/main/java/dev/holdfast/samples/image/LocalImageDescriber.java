package dev.holdfast.samples.image;

import jakarta.enterprise.context.Dependent;
import java.util.Locale;

/** Describes a picture by what can be measured of it, without leaving the server. */
@Dependent
public class LocalImageDescriber implements ImageDescriber {

  @Override
  public String describe(byte[] picture) {
    DecodedImage image = DecodedImage.read(picture);
    ColourSurvey survey = ColourSurvey.of(image.pixels());
    return String.format(
        Locale.ROOT,
        "A %s, %s %s picture of %d by %d pixels (%s).",
        survey.brightness(),
        survey.colours(),
        image.shape(),
        image.width(),
        image.height(),
        image.format());
  }
}
