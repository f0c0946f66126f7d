package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListRequestTest {

  private final MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
  private final ListRequest request = new ListRequest("order", parameters);

  @Test
  void listsTheNewestFiftyWhenNothingIsSaid() {
    InstanceQuery query = request.query();

    assertThat(query.workflow()).isEqualTo("order");
    assertThat(query.statuses()).isEmpty();
    assertThat(query.createdFrom()).isEmpty();
    assertThat(query.createdTo()).isEmpty();
    assertThat(query.idContains()).isEmpty();
    assertThat(query.ascending()).isFalse();
    assertThat(query.after()).isEmpty();
    assertThat(request.limit()).isEqualTo(50);
    assertThat(query.limit()).isEqualTo(51);
  }

  @Test
  void readsEveryFilter() {
    parameters.add("status", "running,waiting");
    parameters.add("status", "waitingForPause");
    parameters.add("createdFrom", "2030-01-01T00:00:00Z");
    parameters.add("createdTo", "2030-02-01T00:00:00Z");
    parameters.add("q", "order-1");
    parameters.add("order", "asc");
    parameters.add("limit", "500");
    parameters.add("cursor", new Cursor(true, 17).toString());

    InstanceQuery query = request.query();

    assertThat(query.statuses())
        .containsExactly(
            InstanceStatus.RUNNING, InstanceStatus.WAITING, InstanceStatus.WAITING_FOR_PAUSE);
    assertThat(query.createdFrom()).contains(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(query.createdTo()).contains(Instant.parse("2030-02-01T00:00:00Z"));
    assertThat(query.idContains()).contains("order-1");
    assertThat(query.ascending()).isTrue();
    assertThat(query.after()).contains(17L);
    assertThat(query.limit()).isEqualTo(501);
  }

  @Test
  void takesEmptyParametersAsLeftOut() {
    for (String name : new String[] {"status", "createdFrom", "q", "order", "limit", "cursor"}) {
      parameters.add(name, "");
    }

    assertThat(request.query())
        .isEqualTo(new ListRequest("order", new MultivaluedHashMap<>()).query());
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 0",
    "limit, 501",
    "limit, many",
    "order, up",
    "status, RUNNING",
    "status, 'running,unknown'",
    "createdFrom, yesterday",
    "createdTo, 2030-01-01",
    "cursor, 17",
    "q, 'a\0b'"
  })
  void refusesWhatBreaksItsRuleAndNamesIt(String name, String text) {
    parameters.add(name, text);

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(request::query)
        .returns("request.invalid", InvalidRequestException::code)
        .withMessageStartingWith("'%s' must be ", name);
  }

  @Test
  void refusesACursorOfTheOtherOrder() {
    parameters.add("order", "asc");
    parameters.add("cursor", new Cursor(false, 17).toString());

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(request::query)
        .withMessageStartingWith("'cursor' must be of a list in the same order");
  }
}
