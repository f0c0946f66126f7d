package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps cookies and fills the login form in, as a browser does; follows no redirects. */
final class Browser {

  private static final Pattern FIELD = Pattern.compile("name=\"(token|next)\" value=\"([^\"]*)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final List<String> setCookies = new ArrayList<>();
  private final Map<String, String> headers =
      new LinkedHashMap<>(Map.of("Accept", "text/html, */*"));
  private String token = "";
  private String next = "";

  Page get(String path) {
    return send(request(path).GET().build());
  }

  Page post(String path, String form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  /** Opens the login page, to come from a path and go back to it. */
  Page openLogin(String from) {
    Page page = get("/login.xhtml?next=" + encode(from));
    Matcher field = FIELD.matcher(page.answer().body());
    while (field.find()) {
      String value = field.group(2).replace("&amp;", "&");
      if (field.group(1).equals("token")) {
        token = value;
      } else {
        next = value;
      }
    }
    return page;
  }

  Page logIn(String user, String password) {
    return post(
        "/login.xhtml",
        "user=%s&password=%s&token=%s&next=%s"
            .formatted(encode(user), encode(password), encode(token), encode(next)));
  }

  void setCookie(String name, String value) {
    cookies.put(name, value);
  }

  /** Sends a header from now on. */
  void pretend(String header, String value) {
    headers.put(header, value);
  }

  void assertCookie(String name, String... attributes) {
    assertThat(setCookies)
        .anySatisfy(
            cookie -> {
              assertThat(cookie).startsWith(name + "=");
              for (String attribute : attributes) {
                assertThat(cookie).containsIgnoringCase(attribute);
              }
            });
  }

  void assertCookieIsNot(String name, String value) {
    assertThat(cookies.get(name)).isNotNull().doesNotContain(value);
  }

  static void assertSame(String one, String other) {
    assertThat(other).isEqualTo(one);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Application.url() + path));
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private Page send(HttpRequest request) {
    Page page = Page.ask(client, request);
    for (String cookie : page.answer().headers().allValues("Set-Cookie")) {
      setCookies.add(cookie);
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return page;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
