package dev.holdfast.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleMappingTest {

  private final Properties properties = new Properties();

  @Test
  void takesGroupsForRolesOfTheSameName() {
    assertThat(roles("operator", "staff"))
        .containsExactlyInAnyOrder("viewer", "starter", "operator");
  }

  @Test
  void takesTheGroupsThatSettingsName() {
    properties.setProperty("holdfast.role.admin", "ops-leads, ops-night");
    properties.setProperty("holdfast.role.viewer", "staff");

    assertThat(roles("staff")).containsExactly("viewer");
    assertThat(roles("staff", "ops-night"))
        .containsExactlyInAnyOrder("viewer", "starter", "operator", "admin");
  }

  @Test
  void givesNothingToStrangers() {
    properties.setProperty("holdfast.role.viewer", " , ");

    assertThat(roles("staff", "")).isEmpty();
    assertThat(roles()).isEmpty();
  }

  private Set<String> roles(String... groups) {
    return RoleMapping.of(new Settings(properties, Map.of())).roles(Set.of(groups));
  }
}
