package dev.holdfast.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorPageTest {

  @Test
  void saysWhatTheProblemSaysAndLeadsBack() throws IOException {
    String html =
        new ErrorPage(Problem.of(ProblemType.PATH_NOT_FOUND, "There is nothing."), "/holdfast")
            .html();

    assertThat(html)
        .contains("<h1>There is nothing at this path</h1>")
        .contains("There is nothing. (request.path_not_found)")
        .contains("href=\"/holdfast/\"")
        .contains("href=\"/holdfast/login.css\"");
  }

  @Test
  void showsMarkupAsText() throws IOException {
    String html =
        new ErrorPage(Problem.of(ProblemType.INTERNAL, "<script>@TITLE@</script>"), "\">").html();

    assertThat(html).contains("&lt;script&gt;&#64;TITLE&#64;").doesNotContain("<script", "\">\"");
  }
}
