package dev.holdfast.web.console.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.web.console.Pages;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceFilterTest {

  private final InstanceFilter filter = new InstanceFilter();

  @Test
  void asksForAllWhenNothingIsTyped() {
    filter.setWorkflow("order");
    filter.setText("  ");

    assertThat(filter.query(Optional.empty(), 51))
        .isEqualTo(
            new InstanceQuery(
                "order",
                java.util.Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                51));
  }

  @Test
  void asksForWhatIsTyped() {
    filter.setStatus("errored, waiting");
    filter.setText(" 17 ");
    filter.setFrom("2030-01-01T00:00:00Z");
    filter.setOrder("asc");

    InstanceQuery query = filter.query(Optional.of(9L), 51);

    assertThat(query.statuses()).containsExactly(InstanceStatus.ERRORED, InstanceStatus.WAITING);
    assertThat(query.idContains()).contains("17");
    assertThat(query.createdFrom()).contains(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(query.ascending()).isTrue();
    assertThat(query.after()).contains(9L);
    assertThat(query.retrying()).isFalse();
  }

  @Test
  void asksForWhatIsRetrying() {
    filter.setRetrying(true);

    assertThat(filter.query(Optional.empty(), 51).retrying()).isTrue();
  }

  @Test
  void namesWhatItDoesNotUnderstand() {
    filter.setStatus("lost");
    assertThatThrownBy(() -> filter.query(Optional.empty(), 51))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("status")
        .hasMessageContaining("lost");

    filter.setStatus("");
    filter.setTo("yesterday");
    assertThatThrownBy(() -> filter.query(Optional.empty(), 51))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("yesterday");
  }

  @Test
  void findsTheWayBackThroughThePages() {
    Pages<Long> pages = new Pages<>();
    pages.next(50L);
    pages.next(20L);

    assertThat(pages.getNumber()).isEqualTo(3);
    assertThat(pages.after()).contains(20L);
    pages.previous();
    assertThat(pages.after()).contains(50L);
    pages.previous();
    pages.previous();
    assertThat(pages.isFirst()).isTrue();
    assertThat(pages.after()).isEmpty();
  }
}
