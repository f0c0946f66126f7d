package dev.holdfast.web.instance;

import dev.holdfast.api.Blob;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.web.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Answers with one step, its output uncut: as JSON, or for a blob as its bytes.
 *
 * @param instances opens results that are not in the record
 * @param details the instance that the step belongs to
 * @param step the step
 */
record StepAnswer(InstanceService instances, InstanceDetails details, StepRecord step) {

  /**
   * Returns the answer.
   *
   * @param acceptsBytes whether the caller takes bytes; a caller that does not gets JSON with the
   *     beginning of a blob
   * @param stackTraces whether failed attempts show where they failed
   */
  Response build(boolean acceptsBytes, boolean stackTraces) {
    Optional<LargeValue> large =
        LargeValue.of(step.result())
            .filter(value -> !StepConfig.parse(step.options()).isSensitive());
    if (large.isPresent() && large.get().isBlob() && acceptsBytes) {
      return bytes(blob());
    }
    StepRecord shown =
        large
            .filter(value -> !value.isBlob())
            .map(value -> step.withResult(value.read(readAll(blob()))))
            .orElse(step);
    StepWriter writer = new StepWriter(true, stackTraces);
    return Response.ok(
            Json.bytes(new DetailsWriter(details, writer).write(shown)),
            MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  private Blob blob() {
    return instances.findLargeResult(details.instance(), step).orElseThrow();
  }

  private static Response bytes(Blob blob) {
    StreamingOutput output =
        out -> {
          try (InputStream stream = blob.open()) {
            stream.transferTo(out);
          }
        };
    return Response.ok(output, MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header(HttpHeaders.CONTENT_LENGTH, blob.size())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
        .build();
  }

  private static byte[] readAll(Blob blob) {
    try (InputStream stream = blob.open()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
