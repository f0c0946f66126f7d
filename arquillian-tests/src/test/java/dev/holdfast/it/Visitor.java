package dev.holdfast.it;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** Is somebody whose browser keeps cookies and follows redirects, to the provider and back. */
final class Visitor {

  private final CookieManager cookies = new CookieManager();
  private final HttpClient following = client(HttpClient.Redirect.NORMAL);
  private final HttpClient staying = client(HttpClient.Redirect.NEVER);
  private URI form = URI.create("");

  private HttpClient client(HttpClient.Redirect redirect) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1) // as browsers do without TLS
        .cookieHandler(cookies)
        .followRedirects(redirect)
        .build();
  }

  /** Opens a page of the application. */
  Page get(String path) {
    return follow(Application.url() + path);
  }

  /** Goes to an address, and on to where that leads. */
  Page follow(String address) {
    return Page.ask(following, request(address).build());
  }

  /** Opens the form of the provider, to come back to a path. */
  Page openProvider(String next) {
    Provider.start();
    Page page = get("/sso?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    form = page.answer().uri();
    return page;
  }

  /** Says to the provider who it is, and goes where that leads. */
  Page enter(String user, String groups) {
    return follow(addressBack(user, groups));
  }

  /** Says to the provider who it is; returns where that leads. */
  String addressBack(String user, String groups) {
    String claims = "{\"preferred_username\":\"" + user + "\",\"groups\":" + groups + "}";
    HttpRequest entered =
        HttpRequest.newBuilder(form)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "username="
                        + user
                        + "&claims="
                        + URLEncoder.encode(claims, StandardCharsets.UTF_8)))
            .build();
    return Page.ask(staying, entered).answer().headers().firstValue("Location").orElseThrow();
  }

  /** Asks for the workflows with a token. */
  Page send(String token) {
    return Page.ask(
        staying,
        request(Application.url() + "/api/workflows")
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html, */*");
  }
}
