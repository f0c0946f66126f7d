package dev.holdfast.web.json;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.api.WorkflowException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request: JSON in UTF-8, of limited size, or nothing. */
public final class RequestBody {

  /** The code of a body that is not JSON by its own account. */
  public static final String UNSUPPORTED_MEDIA_TYPE = "request.unsupported_media_type";

  /** The most that is read: 1 MiB. */
  public static final int LIMIT_BYTES = 1024 * 1024;

  private RequestBody() {}

  /**
   * Reads the body.
   *
   * <p>The type is checked even though nobody else would read the body: pages of other sites can
   * make a browser send forms and plain text with the user's login, but not JSON.
   *
   * @param headers say what it is
   * @param body the body, not closed
   * @return its text, or empty when there is none but blanks
   * @throws PayloadTooLargeException when it is over the limit, whatever its headers say
   * @throws InvalidRequestException {@code request.invalid} when it is not UTF-8
   * @throws WorkflowException {@code request.unsupported_media_type} when it is not JSON
   * @throws IOException when it cannot be read to its end
   */
  public static Optional<String> read(HttpHeaders headers, InputStream body) throws IOException {
    if (headers.getLength() > LIMIT_BYTES) {
      throw tooLarge();
    }
    byte[] bytes = body.readNBytes(LIMIT_BYTES + 1);
    if (bytes.length == 0) {
      return Optional.empty(); // some clients name a type all the same
    }
    checkType(headers.getMediaType());
    if (bytes.length > LIMIT_BYTES) {
      throw tooLarge();
    }
    return Optional.of(decode(bytes)).filter(text -> !text.isBlank());
  }

  private static void checkType(@Nullable MediaType type) {
    if (type == null || !isJson(type)) {
      throw new WorkflowException(
          UNSUPPORTED_MEDIA_TYPE,
          "Content-Type of the body must be application/json in UTF-8, was %s."
              .formatted(type == null ? "not given" : type));
    }
  }

  private static boolean isJson(MediaType type) {
    @Nullable String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    return type.getType().equalsIgnoreCase("application")
        && type.getSubtype().equalsIgnoreCase("json")
        && (charset == null || charset.equalsIgnoreCase("utf-8"));
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException(
          "request.invalid", "The body is not UTF-8: send JSON in UTF-8.", e);
    }
  }

  private static PayloadTooLargeException tooLarge() {
    return new PayloadTooLargeException(
        "The body is over the limit of %d bytes: send less.".formatted(LIMIT_BYTES));
  }
}
