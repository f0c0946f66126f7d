package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SseListenerTest {

  private final FakeSink sink = new FakeSink();
  private final SseListener listener = new SseListener(sink, new FakeSse(), Duration.ofSeconds(30));

  @Test
  void sendsEachRecordWithItsId() {
    listener.record(entry(16));

    assertThat(sink.sent).extracting(OutboundSseEvent::getId).containsExactly("16");
    assertThat(sink.sent.get(0).getData())
        .isEqualTo(
            "{\"instanceId\":\"a-1\",\"eventId\":16,\"timestamp\":\"2030-01-01T00:00:00Z\","
                + "\"type\":\"step_completed\",\"step\":{\"kind\":\"run\",\"scope\":\"\","
                + "\"name\":\"load\",\"occurrence\":1},\"data\":{\"result\":42}}");
  }

  @Test
  void neverSendsAClientBack() {
    listener.record(entry(16));
    listener.record(entry(8));

    assertThat(sink.sent).extracting(OutboundSseEvent::getId).containsExactly("16", "16");
  }

  @Test
  void keepsTheConnectionAliveWithComments() {
    listener.open();
    listener.idle();

    assertThat(sink.sent).extracting(OutboundSseEvent::getComment).containsExactly("open", "idle");
    assertThat(sink.sent).extracting(OutboundSseEvent::getId).containsOnlyNulls();
  }

  @Test
  void closesTheConnectionAtTheEnd() {
    listener.ended();

    assertThat(sink.isClosed()).isTrue();
    assertThat(listener.isDone()).isTrue();
  }

  @Test
  void givesUpAClientThatIsGone() {
    sink.broken = true;

    listener.record(entry(16));

    assertThat(listener.isDone()).isTrue();
  }

  @Test
  void givesUpAClientThatCloses() {
    sink.close();

    listener.record(entry(16));

    assertThat(listener.isDone()).isTrue();
    assertThat(sink.sent).isEmpty();
  }

  @Test
  void givesUpAClientThatDoesNotListen() {
    sink.stuck = true;
    SseListener impatient = new SseListener(sink, new FakeSse(), Duration.ofMillis(1));

    impatient.record(entry(16));

    assertThat(impatient.isDone()).isTrue();
  }

  private static LogEntry entry(long id) {
    return new LogEntry(
        "order",
        "a-1",
        id,
        Recorded.START,
        LogType.STEP_COMPLETED,
        Optional.of(new LogEntry.Step("run", "", "load", 1)),
        Map.of("result", 42));
  }
}
