package dev.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.api.WorkflowException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

  private static final int UNKNOWN = -1;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8"
      })
  void takesJson(String type) throws IOException {
    assertThat(read(type, UNKNOWN, "{\"a\":\"ä\"}")).contains("{\"a\":\"ä\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/xml",
        "application/json; charset=iso-8859-1",
        "*/*"
      })
  void refusesOtherTypes(String type) {
    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> read(type, UNKNOWN, "{}"))
        .returns("request.unsupported_media_type", WorkflowException::code);
  }

  @Test
  void refusesABodyThatSaysNothingAboutItself() {
    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> read(null, UNKNOWN, "{}"))
        .returns("request.unsupported_media_type", WorkflowException::code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n"})
  void findsNothingInAnEmptyBody(String text) throws IOException {
    assertThat(read("application/json", UNKNOWN, text)).isEmpty();
  }

  @Test
  void takesNoBodyAtAllWhateverItsType() throws IOException {
    assertThat(read(null, UNKNOWN, "")).isEmpty();
    assertThat(read("application/x-www-form-urlencoded", 0, "")).isEmpty();
  }

  @Test
  void takesABodyUpToTheLimit() throws IOException {
    String text = "x".repeat(RequestBody.LIMIT_BYTES);

    assertThat(read("application/json", text.length(), text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {UNKNOWN, 5})
  void refusesALargerBodyWhateverItsHeadersSay(int length) {
    String text = "x".repeat(RequestBody.LIMIT_BYTES + 1);

    assertThatExceptionOfType(PayloadTooLargeException.class)
        .isThrownBy(() -> read("application/json", length, text));
  }

  @Test
  void doesNotReadWhatIsAnnouncedAsTooLarge() throws IOException {
    InputStream unreadable = InputStream.nullInputStream();
    unreadable.close();

    assertThatExceptionOfType(PayloadTooLargeException.class)
        .isThrownBy(
            () ->
                RequestBody.read(
                    headers("application/json", RequestBody.LIMIT_BYTES + 1), unreadable));
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin1 = "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(
            () ->
                RequestBody.read(
                    headers("application/json", UNKNOWN), new ByteArrayInputStream(latin1)))
        .withMessage("The body is not UTF-8: send JSON in UTF-8.");
  }

  private static Optional<String> read(@Nullable String type, int length, String text)
      throws IOException {
    return RequestBody.read(
        headers(type, length), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpHeaders headers(@Nullable String type, int length) {
    return (HttpHeaders)
        Proxy.newProxyInstance(
            RequestBodyTest.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getMediaType" -> type == null ? null : MediaType.valueOf(type);
                  case "getLength" -> length;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
