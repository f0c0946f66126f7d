package dev.holdfast.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.web.RestApplication;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the page that says who may use which path to the classes that answer. */
class RolesOfPathsTest {

  private static final java.nio.file.Path PAGE = java.nio.file.Path.of("../docs/roles.md");
  private static final Pattern LINE = Pattern.compile("\\| ([A-Z]+ )`(/\\S+)` \\| (\\w+) \\|");

  @Test
  void namesEveryPathAndNoOther() throws IOException {
    List<String> answered =
        new RestApplication()
            .getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> paths(type, pathOf(type.getAnnotation(Path.class))))
                .distinct()
                .toList();

    assertThat(rows().map(row -> row.group(1) + row.group(2)))
        .containsExactlyInAnyOrderElementsOf(answered);
  }

  @Test
  void knowsTheRoles() throws IOException {
    assertThat(rows().map(row -> row.group(3)))
        .isSubsetOf("none", "viewer", "starter", "operator", "admin")
        .contains("none", "viewer", "starter", "operator", "admin");
  }

  private static Stream<Matcher> rows() throws IOException {
    return Files.readAllLines(PAGE).stream().map(LINE::matcher).filter(Matcher::matches);
  }

  private static Stream<String> paths(Class<?> type, String prefix) {
    return Arrays.stream(type.getMethods()).flatMap(method -> paths(method, prefix));
  }

  private static Stream<String> paths(Method method, String prefix) {
    Optional<Path> own = Optional.ofNullable(method.getAnnotation(Path.class));
    String path = prefix + own.map(RolesOfPathsTest::pathOf).orElse("");
    Optional<String> verb =
        Arrays.stream(method.getAnnotations())
            .map(Annotation::annotationType)
            .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
            .map(annotation -> annotation.getAnnotation(HttpMethod.class).value())
            .findFirst();
    if (verb.isPresent()) {
      return Stream.of(verb.get() + " " + path);
    }
    // One that has a path and no method hands the request on to what it returns.
    return own.isPresent() ? paths(method.getReturnType(), path) : Stream.empty();
  }

  /** Returns a path without the patterns of its parameters. */
  private static String pathOf(Path path) {
    String text = path.value().isEmpty() ? "" : "/" + path.value();
    return text.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
  }
}
