package dev.holdfast.web.message;

import dev.holdfast.engine.port.ParkedMessages.Filter;
import dev.holdfast.engine.port.ParkedMessages.Place;
import dev.holdfast.web.json.PlaceText;
import dev.holdfast.web.json.QueryText;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a request for a page of parked messages.
 *
 * @param parameters the query of the request; empty ones count as left out
 */
record ParkedListRequest(MultivaluedMap<String, String> parameters) {

  private static final int MOST = 500;
  private static final int USUAL = 50;

  /**
   * Returns how many messages the page may have.
   *
   * @return 1 to 500, 50 when nothing is said
   * @throws dev.holdfast.api.InvalidRequestException for anything else
   */
  int limit() {
    return find("limit").map(text -> QueryText.number("limit", text, 1, MOST)).orElse(USUAL);
  }

  /**
   * Returns which messages are wanted.
   *
   * @throws dev.holdfast.api.InvalidRequestException when a parameter breaks its rule
   */
  Filter filter() {
    return new Filter(checked("queue"), checked("code"));
  }

  /**
   * Returns the place behind which the page begins.
   *
   * @throws dev.holdfast.api.InvalidRequestException when the cursor was not handed out
   */
  Optional<Place> after() {
    return find("cursor").map(text -> PlaceText.parse(text, Place::new));
  }

  private Optional<String> checked(String name) {
    // Nothing stored has one, and databases refuse some of them.
    return find(name)
        .map(
            text -> {
              if (text.chars().anyMatch(Character::isISOControl)) {
                throw QueryText.invalid(name, "a text without control characters", text);
              }
              return text;
            });
  }

  private Optional<String> find(String name) {
    @Nullable String text = parameters.getFirst(name);
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }
}
