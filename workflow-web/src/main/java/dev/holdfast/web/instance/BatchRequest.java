package dev.holdfast.web.instance;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.web.json.JsonMembers;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Is the body of a batch of creations: a list of entries, or a number of instances with common
 * options.
 *
 * @param entries what to create
 * @param copies how often each entry is to be created
 */
record BatchRequest(List<CreateRequest> entries, int copies) {

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
    return listed
        .map(all -> new BatchRequest(all.stream().map(CreateRequest::parse).toList(), 1))
        .orElseGet(() -> new BatchRequest(List.of(CreateRequest.parse(members)), count.get()));
  }

  /**
   * Returns what the engine is asked.
   *
   * @param requests turns an entry into that; asked once for each
   * @return one for each instance, in order
   */
  List<NewInstance> newInstances(NewInstances requests) {
    List<NewInstance> asked = entries.stream().map(requests::of).toList();
    // However many copies a caller asks for, the list takes no room: the engine refuses too many.
    return copies == 1 ? asked : Collections.nCopies(copies, asked.get(0));
  }
}
