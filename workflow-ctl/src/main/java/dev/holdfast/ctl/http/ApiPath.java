package dev.holdfast.ctl.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Builds paths of the HTTP interface; whatever is put in is encoded. */
public final class ApiPath {

  private final StringBuilder path = new StringBuilder();
  private boolean hasQuery;

  private ApiPath() {}

  /**
   * Starts a path.
   *
   * @param parts its parts, in order
   * @return the path
   */
  public static ApiPath of(String... parts) {
    ApiPath path = new ApiPath();
    for (String part : parts) {
      path.path.append('/').append(encoded(part));
    }
    return path;
  }

  /**
   * Adds a parameter to the query.
   *
   * @param name its name
   * @param value its value; nothing is added when it is empty
   * @return this
   */
  public ApiPath with(String name, String value) {
    if (!value.isEmpty()) {
      path.append(hasQuery ? '&' : '?').append(name).append('=').append(encoded(value));
      hasQuery = true;
    }
    return this;
  }

  /**
   * Adds a parameter to the query that has several values.
   *
   * @param name its name
   * @param values its values; nothing is added when there are none
   * @return this
   */
  public ApiPath with(String name, Collection<String> values) {
    return with(name, String.join(",", values));
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
