package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.ParkedMessages.Filter;
import dev.holdfast.engine.port.ParkedMessages.Found;
import dev.holdfast.engine.port.ParkedMessages.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Says how messages are kept that could not be accepted. */
public abstract class ParkedMessagesContract extends StorageContract {

  private static final Refusal UNKNOWN =
      new Refusal("instance.not_found", "Instance 'a' does not exist.");
  private static final Refusal INVALID = new Refusal("request.invalid", "Not JSON: \0");

  private ParkedMessages parked;

  @BeforeEach
  void takeStore() {
    parked = storage.parkedMessages();
  }

  @Test
  void keepsAMessageAsItCameIn() {
    Map<String, String> properties = Map.of("workflow", "order", "ünïcode", "\"quoted\"\n");
    QueueMessage text =
        new QueueMessage("ID:1", QueueMessage.EVENTS, properties, "{\"a\":1}", true);

    parked.park(text, UNKNOWN, START);

    assertThat(parked.find("ID:1"))
        .hasValue(new Found(ParkedMessage.of(text, UNKNOWN, START), text));
    assertThat(parked.find("ID:2")).isEmpty();
  }

  @Test
  void tellsAnEmptyTextFromNoText() {
    parked.park(message("ID:empty", ""), UNKNOWN, START);
    parked.park(new QueueMessage("ID:bytes", "q", Map.of(), null, false), INVALID, START);

    assertThat(parked.find("ID:empty").orElseThrow().message().json()).isEmpty();
    assertThat(parked.find("ID:bytes").orElseThrow().message().isText()).isFalse();
    assertThat(parked.find("ID:bytes").orElseThrow().message().body()).isNull();
  }

  @Test
  void parksAMessageOnce() {
    parked.park(message("ID:1", "1"), UNKNOWN, START);

    parked.park(message("ID:1", "1"), INVALID, START.plusSeconds(1));
    Callable<Boolean> parking =
        () -> {
          parked.park(message("ID:2", "2"), UNKNOWN, START);
          return true;
        };
    assertThat(race(List.of(parking, parking, parking, parking))).hasSize(4);

    assertThat(parked.count(Filter.ALL)).isEqualTo(2);
    assertThat(parked.find("ID:1").orElseThrow().parked().refusal()).isEqualTo(UNKNOWN);
  }

  @Test
  void listsTheNewestFirstPageByPageWhileOthersComeAndGo() {
    for (int i = 10; i < 20; i++) {
      parked.park(message("ID:" + i, "1"), UNKNOWN, START.plusMillis(i / 2)); // two of each time
    }

    List<String> ids = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    for (List<ParkedMessage> page = page(after); !page.isEmpty(); page = page(after)) {
      page.forEach(it -> ids.add(it.id()));
      after = Optional.of(Place.of(page.get(page.size() - 1)));
      parked.park(message("ID:new" + ids.size(), "1"), UNKNOWN, START.plusSeconds(1));
      parked.remove(ids.get(ids.size() - 1));
    }

    assertThat(ids)
        .containsExactly(
            "ID:19", "ID:18", "ID:17", "ID:16", "ID:15", "ID:14", "ID:13", "ID:12", "ID:11",
            "ID:10");
  }

  @Test
  void choosesByQueueAndCode() {
    parked.park(message("ID:1", "1"), UNKNOWN, START);
    parked.park(message("ID:2", "1"), INVALID, START.plusSeconds(1));
    parked.park(
        new QueueMessage("ID:3", QueueMessage.COMMANDS, Map.of(), "{}", true),
        UNKNOWN,
        START.plusSeconds(2));

    assertThat(chosen(null, null)).containsExactly("ID:3", "ID:2", "ID:1");
    assertThat(chosen(QueueMessage.EVENTS, null)).containsExactly("ID:2", "ID:1");
    assertThat(chosen(null, "instance.not_found")).containsExactly("ID:3", "ID:1");
    assertThat(chosen(QueueMessage.EVENTS, "instance.not_found")).containsExactly("ID:1");
    assertThat(chosen("other", null)).isEmpty();
  }

  @Test
  void countsRetriesAndKeepsTheLatestReason() {
    parked.park(message("ID:1", "1"), UNKNOWN, START);

    parked.noteRetry("ID:1", UNKNOWN, START.plusSeconds(1), "ann");
    parked.noteRetry("ID:1", new Refusal("internal", "broken"), START.plusSeconds(2), "eve");
    parked.noteRetry("ID:2", UNKNOWN, START, "ann");

    ParkedMessage found = parked.find("ID:1").orElseThrow().parked();
    assertThat(found)
        .isEqualTo(
            ParkedMessage.of(message("ID:1", "1"), UNKNOWN, START)
                .retried(UNKNOWN, START, "ann")
                .retried(new Refusal("internal", "broken"), START.plusSeconds(2), "eve"));
    assertThat(found.retries()).isEqualTo(2);
    assertThat(page(Optional.empty())).containsExactly(found);
  }

  @Test
  void removesAMessageOnce() {
    parked.park(message("ID:1", "1"), UNKNOWN, START);

    assertThat(parked.remove("ID:1")).isTrue();
    assertThat(parked.remove("ID:1")).isFalse();
    assertThat(parked.find("ID:1")).isEmpty();
    assertThat(parked.count(Filter.ALL)).isZero();
  }

  private List<ParkedMessage> page(Optional<Place> after) {
    return parked.list(Filter.ALL, after, 3);
  }

  private List<String> chosen(@Nullable String queue, @Nullable String code) {
    Filter filter = new Filter(Optional.ofNullable(queue), Optional.ofNullable(code));
    List<String> ids =
        parked.list(filter, Optional.empty(), 10).stream().map(ParkedMessage::id).toList();
    assertThat(parked.count(filter)).isEqualTo(ids.size());
    return ids;
  }

  private static QueueMessage message(String id, String body) {
    return new QueueMessage(id, QueueMessage.EVENTS, Map.of("workflow", "order"), body, true);
  }
}
