package dev.holdfast.web.audit;

import dev.holdfast.engine.port.AuditTrail.Filter;
import dev.holdfast.engine.port.AuditTrail.Place;
import dev.holdfast.web.json.PlaceText;
import dev.holdfast.web.json.QueryText;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a request for a page of the audit trail.
 *
 * @param parameters the query of the request; empty ones count as left out
 */
record AuditListRequest(MultivaluedMap<String, String> parameters) {

  private static final int MOST = 500;
  private static final int USUAL = 50;

  /**
   * Returns how many entries the page may have.
   *
   * @throws dev.holdfast.api.InvalidRequestException when it is not 1 to 500
   */
  int limit() {
    return find("limit").map(text -> QueryText.number("limit", text, 1, MOST)).orElse(USUAL);
  }

  /**
   * Returns which entries are wanted.
   *
   * @throws dev.holdfast.api.InvalidRequestException when a parameter breaks its rule
   */
  Filter filter() {
    return new Filter(text("workflow"), text("target"), text("caller"), time("from"), time("to"));
  }

  /**
   * Returns the place behind which the page begins.
   *
   * @throws dev.holdfast.api.InvalidRequestException when the cursor was not handed out
   */
  Optional<Place> after() {
    return find("cursor")
        .map(text -> PlaceText.parse(text, (at, id) -> new Place(at, Long.parseLong(id))));
  }

  private Optional<Instant> time(String name) {
    return find(name).map(text -> QueryText.time(name, text));
  }

  private Optional<String> text(String name) {
    Optional<String> found = find(name);
    // Nothing stored has one, and databases refuse some of them.
    found
        .filter(text -> text.chars().anyMatch(Character::isISOControl))
        .ifPresent(
            text -> {
              throw QueryText.invalid(name, "a text without control characters", text);
            });
    return found;
  }

  private Optional<String> find(String name) {
    @Nullable String text = parameters.getFirst(name);
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }
}
