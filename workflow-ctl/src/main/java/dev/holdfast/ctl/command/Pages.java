package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiClient;
import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Goes through a list of the server, however long, and holds one page at a time. */
final class Pages implements Iterator<JsonObject> {

  static final long LARGEST = 500;

  private final ApiClient client;
  private final Supplier<ApiPath> first;
  private Iterator<JsonObject> page;
  private String cursor;

  /**
   * Begins.
   *
   * @param client the server
   * @param first makes the path of the first page
   */
  Pages(ApiClient client, Supplier<ApiPath> first) {
    this.client = client;
    this.first = first;
    this.cursor = "";
    this.page = read();
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && !cursor.isEmpty()) {
      page = read();
    }
    return page.hasNext();
  }

  @Override
  public JsonObject next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }

  private Iterator<JsonObject> read() {
    JsonObject answer = client.get(first.get().with("cursor", cursor));
    cursor = Json.shown(answer, "nextCursor");
    List<JsonObject> items = Json.objects(answer, "items");
    return items.iterator();
  }
}
