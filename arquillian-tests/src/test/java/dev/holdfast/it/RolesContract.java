package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Asks every path as everybody: those who may are let in, all others are refused. */
public interface RolesContract {

  @Test
  @RunAsClient
  default void letsEachRoleUseItsPathsAndNoOther() throws IOException {
    List<String> callers = List.of("nobody", "viewer", "starter", "operator", "admin");
    Pattern line = Pattern.compile("\\| ([A-Z]+) `(/\\S+)` \\| (\\w+) \\|");
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (String text : Files.readAllLines(Path.of(System.getProperty("it.roles")))) {
      Matcher row = line.matcher(text);
      if (!row.matches()) {
        continue;
      }
      int weakest = Math.max(0, callers.indexOf(row.group(3)));
      for (int caller = 0; caller < callers.size(); caller++) {
        int status = Http.ask(callers.get(caller), row.group(1), row.group(2));
        asked++;
        boolean asExpected =
            caller >= weakest
                ? status != 401 && status != 403 && status < 500
                : status == (caller == 0 ? 401 : 403);
        if (!asExpected) {
          wrong.add(text + " as " + callers.get(caller) + ": " + status);
        }
      }
    }

    System.out.println("Roles: asked " + asked + " times");
    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(100);
  }
}
