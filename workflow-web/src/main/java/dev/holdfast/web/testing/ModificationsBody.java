package dev.holdfast.web.testing;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.probe.Modification;
import dev.holdfast.engine.probe.ModificationForm;
import dev.holdfast.json.JsonbPayloadCodec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is the body of a modification.
 *
 * @param modifications what is to go differently
 */
record ModificationsBody(List<ModificationForm> modifications) {

  /**
   * Reads a body.
   *
   * @param text its text
   * @param loader finds the classes of the workflow
   * @return the modifications
   * @throws InvalidRequestException {@code request.invalid} when it is not understood
   */
  static List<Modification> parse(Optional<String> text, ClassLoader loader) {
    PayloadCodec codec = new JsonbPayloadCodec();
    try {
      @Nullable Object body =
          codec.decode(codec.fromJson(text.orElse("{}")), ModificationsBody.class);
      if (!(body instanceof ModificationsBody read) || read.modifications == null) {
        throw new InvalidRequestException(
            "request.invalid", "Member 'modifications' is missing: it must be a list.");
      }
      return read.modifications.stream().map(form -> form.toModification(codec, loader)).toList();
    } catch (UndecodableException e) {
      throw new InvalidRequestException(
          "request.invalid", "The body is not understood: " + e.getMessage(), e);
    }
  }
}
