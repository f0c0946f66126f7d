package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Sends requests byte by byte: clients would repair what attackers send. */
final class RawHttp {

  private static final String MARK = "it-secret-mark";

  private final String answer;

  private RawHttp(String answer) {
    this.answer = answer;
  }

  static RawHttp get(String path) {
    return request("GET", path);
  }

  static RawHttp request(String method, String path) {
    return send(head(method, path) + "X-Mark: " + MARK + "\r\n\r\n", 0);
  }

  /** Posts a body in chunks, whose length is nowhere announced. */
  static RawHttp postChunks(String user, String path, int bytes) {
    String login = user + ":" + Application.password(user);
    return send(
        head("POST", path)
            + "Authorization: Basic "
            + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))
            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
        bytes);
  }

  void assertStatus(int status) {
    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  /** Makes sure that neither files of the application nor data are in the answer. */
  void assertTellsNothing() {
    assertThat(answer)
        .doesNotContain("security-constraint", "Created-By", "kitchen-sink", "\tat ", "Exception")
        .doesNotContainPattern("^HTTP/1.1 5");
  }

  void assertNoEcho() {
    assertThat(answer).doesNotContain(MARK);
  }

  private static String head(String method, String path) {
    URI server = URI.create(Application.url());
    return "%s %s%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
        .formatted(method, server.getPath(), path, server.getAuthority());
  }

  private static RawHttp send(String head, int chunkBytes) {
    URI server = URI.create(Application.url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      sendChunks(out, chunkBytes);
      return new RawHttp(read(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sendChunks(OutputStream out, int bytes) throws IOException {
    if (bytes == 0) {
      return;
    }
    byte[] chunk = " ".repeat(1 << 16).getBytes(StandardCharsets.ISO_8859_1);
    String size = Integer.toHexString(chunk.length) + "\r\n";
    try {
      for (int sent = 0; sent < bytes; sent += chunk.length) {
        out.write(size.getBytes(StandardCharsets.ISO_8859_1));
        out.write(chunk);
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException e) {
      // The server has answered already and does not want the rest.
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException e) {
      // Closed hard after the answer.
    }
    return text.toString();
  }
}
