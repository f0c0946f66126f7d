package dev.holdfast.samples.pipeline;

import dev.holdfast.api.NonRetryableException;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Fetches items over HTTP. */
@Dependent
public class HttpSource {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 1 << 20; // what a step's result may have
  private static final int MOST_CSV_BYTES = 64 << 20; // what fits into memory

  /**
   * Fetches the items that an address answers with.
   *
   * @param sourceUrl an {@code http} or {@code https} address
   * @return the items
   * @throws IOException when nobody answers, or not with success; worth a retry
   * @throws InterruptedException when the attempt is given up
   * @throws NonRetryableException when the address or the size of the answer is unusable
   */
  List<SourceItem> fetch(String sourceUrl) throws IOException, InterruptedException {
    byte[] bytes = read(sourceUrl, "application/json", MOST_BYTES);
    return ItemsJson.readSource(new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * Fetches the CSV file that an address answers with.
   *
   * @param sourceUrl an {@code http} or {@code https} address
   * @return the bytes of the file
   * @throws IOException when nobody answers, or not with success; worth a retry
   * @throws InterruptedException when the attempt is given up
   * @throws NonRetryableException when the address or the size of the answer is unusable
   */
  byte[] fetchCsv(String sourceUrl) throws IOException, InterruptedException {
    return read(sourceUrl, "text/csv", MOST_CSV_BYTES);
  }

  private static byte[] read(String sourceUrl, String type, int mostBytes)
      throws IOException, InterruptedException {
    // A client of its own ends its threads once it is garbage; a shared one outlives undeployment.
    HttpResponse<InputStream> response =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .build()
            .send(request(address(sourceUrl), type), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() / 100 != 2) {
        throw new IOException(
            "Fetch failed: %s answered %d."
                .formatted(response.uri().getPath(), response.statusCode()));
      }
      return bytes(body, mostBytes);
    }
  }

  private static byte[] bytes(InputStream body, int mostBytes) throws IOException {
    byte[] bytes = body.readNBytes(mostBytes + 1);
    if (bytes.length > mostBytes) {
      throw new NonRetryableException(
          "The answer has more than %d bytes: fetch it in parts.".formatted(mostBytes));
    }
    return bytes;
  }

  private static URI address(String sourceUrl) {
    try {
      URI address = new URI(sourceUrl);
      String scheme = String.valueOf(address.getScheme());
      if (address.getHost() == null || !scheme.matches("(?i)https?")) {
        throw new NonRetryableException("sourceUrl must be an http or https address.");
      }
      return address;
    } catch (URISyntaxException e) {
      throw new NonRetryableException("sourceUrl is no address: " + e.getReason());
    }
  }

  private static HttpRequest request(URI address, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(withoutUser(address)).timeout(ANSWER_TIMEOUT).header("Accept", type);
    String user = address.getUserInfo();
    if (user != null) {
      byte[] credentials = user.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    return request.build();
  }

  private static URI withoutUser(URI address) {
    String user = address.getRawUserInfo();
    return user == null ? address : URI.create(address.toString().replaceFirst("//[^/]*@", "//"));
  }
}
