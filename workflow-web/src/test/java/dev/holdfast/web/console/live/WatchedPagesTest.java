package dev.holdfast.web.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.statistics.StatisticsService;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedPagesTest {

  private static final String CHANGED = "event: changed\ndata:\n\n";

  private final Map<InstanceStatus, Long> counts = new EnumMap<>(InstanceStatus.class);
  private final WatchedPages pages = new WatchedPages();
  private final FakeAnswer answer = new FakeAnswer();
  private final StatisticsService statistics =
      (StatisticsService)
          Proxy.newProxyInstance(
              StatisticsService.class.getClassLoader(),
              new Class<?>[] {StatisticsService.class},
              (proxy, method, arguments) -> Map.copyOf(counts));

  @BeforeEach
  void count() {
    counts.put(InstanceStatus.RUNNING, 1L);
  }

  @Test
  void tellsAPageOnceOfEachChange() throws IOException {
    pages.add(new ChangeStream(answer.context()), Numbers.of("order"), statistics);

    pages.look(statistics);
    assertThat(answer.sent()).doesNotContain(CHANGED);
    counts.put(InstanceStatus.RUNNING, 2L);
    pages.look(statistics);
    pages.look(statistics);

    assertThat(answer.sent()).containsOnlyOnce(CHANGED);
  }

  @Test
  void looksForNobodyWhoIsGone() throws IOException {
    ChangeStream stream = new ChangeStream(answer.context());
    pages.add(stream, Numbers.of("order"), statistics);
    assertThat(pages.isEmpty()).isFalse();

    stream.close();
    pages.look(statistics);

    assertThat(pages.isEmpty()).isTrue();
  }

  @Test
  void findsOutWhetherPagesAreStillThere() throws IOException {
    ChangeStream stream = new ChangeStream(answer.context());
    pages.add(stream, Numbers.of("order"), statistics);

    answer.leave();
    for (int second = 0; second < 15; second++) {
      pages.look(statistics);
    }

    assertThat(stream.isDone()).isTrue();
  }
}
