package dev.holdfast.web.security;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which groups have which role: those that the setting {@code holdfast.role.<role>} lists, and
 * always the group that is named as the role. Each role includes those below it.
 *
 * @param groupsByRole the groups of each role
 */
record RoleMapping(Map<String, Set<String>> groupsByRole) {

  /** Reads the mapping. */
  static RoleMapping of(Settings settings) {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (String role : Roles.all()) {
      Set<String> named =
          Arrays.stream(settings.find("holdfast.role." + role).orElse("").split(",", -1))
              .map(String::strip)
              .filter(group -> !group.isEmpty())
              .collect(Collectors.toCollection(HashSet::new));
      named.add(role);
      groups.put(role, named);
    }
    return new RoleMapping(groups);
  }

  /**
   * Returns what members of groups may do.
   *
   * @param groups the groups of a caller
   * @return the roles, those that others include too
   */
  Set<String> roles(Set<String> groups) {
    return groupsByRole.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(groups::contains))
        .flatMap(entry -> Roles.upTo(entry.getKey()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
