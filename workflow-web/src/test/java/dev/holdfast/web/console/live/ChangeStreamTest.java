package dev.holdfast.web.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChangeStreamTest {

  private final FakeAnswer answer = new FakeAnswer();

  @Test
  void tellsOfChangesWithoutAnyData() throws IOException {
    ChangeStream stream = new ChangeStream(answer.context());

    stream.changed();
    stream.idle();

    assertThat(answer.sent()).isEqualTo(": open\n\nevent: changed\ndata:\n\n: idle\n\n");
    assertThat(stream.isDone()).isFalse();
  }

  @Test
  void isDoneOnceNothingMoreWillChange() throws IOException {
    ChangeStream stream = new ChangeStream(answer.context());

    stream.ended();
    stream.changed();

    assertThat(answer.sent()).endsWith("event: ended\ndata:\n\n");
    assertThat(answer.isCompleted()).isTrue();
    assertThat(stream.isDone()).isTrue();
  }

  @Test
  void isDoneWhenTheBrowserIsGone() throws IOException {
    ChangeStream stream = new ChangeStream(answer.context());

    answer.leave();
    stream.changed();
    stream.close();

    assertThat(stream.isDone()).isTrue();
    assertThat(answer.isCompleted()).isTrue();
  }

  @Test
  void hasRoomAgainWhenAPageIsGone() throws IOException {
    OpenStreams open = new OpenStreams(1);
    ChangeStream stream = new ChangeStream(answer.context());

    open.add(stream);
    assertThat(open.hasRoom()).isFalse();
    stream.close();
    assertThat(open.hasRoom()).isTrue();
  }
}
