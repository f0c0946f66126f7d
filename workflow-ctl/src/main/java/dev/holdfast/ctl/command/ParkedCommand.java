package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Facts;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows messages that could not be accepted, hands them over again and drops them. */
@Command(
    name = "parked",
    description = "Shows messages that could not be accepted, hands them over again, drops them.",
    subcommands = {
      ParkedCommand.ListAll.class,
      ParkedCommand.Describe.class,
      ParkedCommand.Retry.class,
      ParkedCommand.Delete.class
    })
public final class ParkedCommand {

  private static final String[] HEADINGS = {"ID", "QUEUE", "CODE", "PARKED", "RETRIES"};
  private static final String[] WIDE = {"ID", "QUEUE", "CODE", "PARKED", "RETRIES", "REASON"};
  private static final String PATH = "parked-messages";

  /** Makes the command. */
  public ParkedCommand() {}

  /** Says which messages are meant. */
  static final class Filter {

    @Option(names = "--queue", paramLabel = "NAME", description = "only those of this queue")
    private String queue = "";

    @Option(
        names = "--code",
        paramLabel = "CODE",
        description = "only those refused with this code, such as instance.not_found")
    private String code = "";

    boolean isEmpty() {
      return queue.isEmpty() && code.isEmpty();
    }

    Stream<JsonObject> find(Session session, long most) {
      Iterable<JsonObject> items =
          () ->
              new Pages(
                  session.client(),
                  () ->
                      ApiPath.of(PATH)
                          .with("queue", queue)
                          .with("code", code)
                          .with("limit", String.valueOf(Math.min(most, Pages.LARGEST))));
      return StreamSupport.stream(items.spliterator(), false).limit(most);
    }
  }

  /** Lists messages. */
  @Command(name = "list", description = "Lists messages, newest first.")
  static final class ListAll extends ApiCommand {

    @Mixin private Filter filter = new Filter();

    @Option(
        names = {"-n", "--limit"},
        defaultValue = "50",
        paramLabel = "COUNT",
        description = "how many at the most (${DEFAULT-VALUE})")
    private int limit = 50;

    @Override
    int run(Session session) {
      Limit.check(limit);
      Iterator<JsonObject> items = filter.find(session, limit).iterator();
      Listing.print(
          session,
          items,
          session.isWide() ? WIDE : HEADINGS,
          it -> {
            List<String> row = new ArrayList<>();
            for (String name : List.of("id", "queue", "code", "parkedAt", "retries")) {
              row.add(Json.shown(it, name));
            }
            if (session.isWide()) {
              row.add(Json.shown(it, "reason"));
            }
            return row.toArray(String[]::new);
          });
      return ExitCode.OK;
    }
  }

  /** Shows a message. */
  @Command(name = "describe", description = "Shows a message with its body.")
  static final class Describe extends ApiCommand {

    @Parameters(paramLabel = "ID", description = "id of the message")
    private String id = "";

    @Override
    int run(Session session) {
      JsonObject found = session.client().get(ApiPath.of(PATH, id));
      if (session.isJson()) {
        session.print(found);
        return ExitCode.OK;
      }
      Facts facts = new Facts(session.terminal());
      found.forEach(
          (name, value) -> {
            if (value instanceof JsonObject properties) {
              properties.keySet().forEach(it -> facts.add(it, Json.shown(properties, it)));
            } else {
              facts.add(name, Json.shown(found, name));
            }
          });
      facts.end();
      return ExitCode.OK;
    }
  }

  /** Does something to messages, those named or those that fit a filter. */
  abstract static class Change extends ApiCommand {

    @Parameters(arity = "0..*", paramLabel = "ID", description = "ids of messages")
    private List<String> ids = new ArrayList<>();

    @Mixin private Filter filter = new Filter();

    @Mixin private BulkOptions bulk = new BulkOptions();

    abstract String verb();

    abstract JsonObject change(Session session, String id);

    @Override
    int run(Session session) {
      List<String> chosen =
          bulk.choose(
              session,
              ids,
              filter.isEmpty(),
              "%s %%d parked messages?".formatted(verb()),
              () -> filter.find(session, Long.MAX_VALUE).map(it -> Json.shown(it, "id")));
      if (bulk.isDryRun()) {
        return ExitCode.OK;
      }
      return new Bulk(session, verb()).each(chosen, id -> change(session, id));
    }
  }

  /** Hands messages over again. */
  @Command(name = "retry", description = "Hands messages to the engine again.")
  static final class Retry extends Change {

    @Override
    String verb() {
      return "Retry";
    }

    @Override
    JsonObject change(Session session, String id) {
      return session.client().send("POST", ApiPath.of(PATH, id, "retry"), null);
    }
  }

  /** Drops messages. */
  @Command(name = "delete", description = "Drops messages for good.")
  static final class Delete extends Change {

    @Override
    String verb() {
      return "Delete";
    }

    @Override
    JsonObject change(Session session, String id) {
      session.client().send("DELETE", ApiPath.of(PATH, id), (JsonValue) null);
      return Json.object().add("id", id).build();
    }
  }
}
