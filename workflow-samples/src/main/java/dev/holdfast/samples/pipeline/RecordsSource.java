package dev.holdfast.samples.pipeline;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.holdfast.api.InvalidRequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Answers with a list of items, after failing as often as asked: a source for the data pipeline
 * that needs no other server. Requests are counted per key on each server by itself.
 */
@ApplicationScoped
@Path("samples/records")
@Produces(MediaType.APPLICATION_JSON)
public class RecordsSource {

  private static final int MOST_ITEMS = 5_000;
  private static final int MOST_ROWS = 1_000_000;

  private final RequestCounts counts = new RequestCounts();

  /**
   * Answers the first requests of a key with 503, later ones with items.
   *
   * @param fail how many requests of the key fail
   * @param size how many items there are, 0 to {@value #MOST_ITEMS}
   * @param key which requests are counted together
   * @return 503, or the items
   * @throws InvalidRequestException {@code request.invalid} when a number is out of its bounds
   */
  @GET
  public Response records(
      @QueryParam("fail") @DefaultValue("0") int fail,
      @QueryParam("size") @DefaultValue("250") int size,
      @QueryParam("key") @DefaultValue("") String key) {
    return answer(fail, size, key)
        .map(items -> Response.ok(new GenericEntity<List<SourceItem>>(items) {}))
        .orElseGet(
            () ->
                Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, 1))
        .build();
  }

  /**
   * Answers with a CSV file of items, such as {@code csv-pipeline} loads.
   *
   * @param size how many items there are, 0 to {@value #MOST_ROWS}
   * @return the file
   * @throws InvalidRequestException {@code request.invalid} when the number is out of its bounds
   */
  @GET
  @Produces("text/csv")
  public StreamingOutput csv(@QueryParam("size") @DefaultValue("100000") int size) {
    check(
        size >= 0 && size <= MOST_ROWS,
        "size must be between 0 and " + MOST_ROWS + ", was " + size);
    return output -> {
      try (CsvWriter writer =
          CsvWriter.builder().build(new OutputStreamWriter(output, StandardCharsets.UTF_8))) {
        writer.writeRecord("id", "name", "price", "currency");
        for (int number = 1; number <= size; number++) {
          SourceItem item = SampleItems.item(number);
          writer.writeRecord(item.id(), item.name(), item.price().toString(), item.currency());
        }
      }
    };
  }

  /** Returns the items, or nothing for a request that has to fail. */
  Optional<List<SourceItem>> answer(int fail, int size, String key) {
    check(fail >= 0, "fail must be >= 0, was " + fail);
    check(
        size >= 0 && size <= MOST_ITEMS,
        "size must be between 0 and " + MOST_ITEMS + ", was " + size);
    return fail > 0 && counts.next(key) <= fail
        ? Optional.empty()
        : Optional.of(SampleItems.first(size));
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new InvalidRequestException("request.invalid", message);
    }
  }
}
