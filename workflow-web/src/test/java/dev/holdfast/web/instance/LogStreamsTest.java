package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.WorkflowException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogStreamsTest {

  private final LogStreams streams = new LogStreams(1);
  private final FakeSink sink = new FakeSink();

  LogStreamsTest() {
    streams.requireRoom();
    streams.opened(new SseListener(sink, new FakeSse(), Duration.ofSeconds(1)));
  }

  @Test
  void refusesOneTooMany() {
    assertThatThrownBy(streams::requireRoom)
        .isInstanceOf(WorkflowException.class)
        .hasMessageContaining("holdfast.limits.streams");
  }

  @Test
  void forgetsThoseThatHaveEnded() {
    sink.close();

    streams.requireRoom();
  }

  @Test
  void endsThemWithTheServer() {
    streams.close();

    assertThat(sink.isClosed()).isTrue();
  }

  @Test
  void endsTheOthersWhenAConnectionIsGoneAlready() {
    FakeSink gone = new FakeSink();
    gone.taken = true;
    streams.opened(new SseListener(gone, new FakeSse(), Duration.ofSeconds(1)));

    streams.close();

    assertThat(sink.isClosed()).isTrue();
    assertThat(gone.isClosed()).isTrue();
  }
}
