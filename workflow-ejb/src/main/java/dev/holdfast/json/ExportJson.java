package dev.holdfast.json;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.port.ExportText;
import dev.holdfast.engine.port.PayloadCodec;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Writes exported instances as JSON and reads them again. Thread-safe. */
public final class ExportJson implements ExportText {

  private static final Pattern BEGINNING = Pattern.compile("\\s*\\{\\s*\"holdfastExport\"\\s*:");

  private final PayloadCodec codec = new JsonbPayloadCodec();

  /** Makes a writer and reader. */
  public ExportJson() {}

  @Override
  public boolean isExport(String line) {
    return BEGINNING.matcher(line).lookingAt();
  }

  @Override
  public String write(InstanceExport instance) {
    return codec.encode(ExportParts.document(instance), ExportDocument.class).data();
  }

  @Override
  public InstanceExport read(String line) {
    try {
      checkVersion(line);
      return ExportParts.export(
          (ExportDocument)
              Objects.requireNonNull(codec.decode(codec.fromJson(line), ExportDocument.class)));
    } catch (WorkflowException e) {
      throw e;
    } catch (RuntimeException e) { // the line comes from anywhere
      throw new WorkflowException(
          "export.invalid",
          "The line is not an exported instance: %s (export.invalid)".formatted(e.getMessage()),
          e);
    }
  }

  private void checkVersion(String line) {
    Object tree = codec.decode(codec.fromJson(line), Object.class);
    Object version = tree instanceof Map<?, ?> members ? members.get("holdfastExport") : null;
    if (!String.valueOf(version).equals("" + ExportDocument.VERSION)) {
      throw new WorkflowException(
          "export.unknown_version",
          "Exports of version %s are not understood, expected %d: import it into the release that wrote it or a later one. (export.unknown_version)"
              .formatted(version, ExportDocument.VERSION));
    }
  }
}
