package dev.holdfast.web.instance;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.web.json.JsonMembers;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Is the body of a batch of creations: a list of entries, or a number of instances with common
 * options.
 *
 * @param entries what to create
 */
record BatchRequest(List<CreateRequest> entries) {

  /** The most that a count may be before the engine's own limit is looked at. */
  private static final int LARGEST_COUNT = 1_000_000;

  /**
   * Reads a body.
   *
   * @param body its text; empty for none
   * @return the request
   * @throws InvalidRequestException when it breaks a rule; the error names the member
   */
  static BatchRequest parse(Optional<String> body) {
    JsonMembers members =
        JsonMembers.ofBody(
            body.orElse("{}"), "instances", "count", "params", "retention", "startAt");
    Optional<List<JsonMembers>> listed = members.objects("instances", CreateRequest.MEMBERS);
    Optional<Integer> count = members.positive("count");
    if (listed.isPresent() == count.isPresent()) {
      throw new InvalidRequestException(
          "request.invalid", "The body must have either 'instances' or 'count', and not both.");
    }
    if (listed.isPresent()) {
      return new BatchRequest(listed.get().stream().map(CreateRequest::parse).toList());
    }
    int copies = Math.min(count.get(), LARGEST_COUNT);
    return new BatchRequest(Collections.nCopies(copies, CreateRequest.parse(members)));
  }
}
