package dev.holdfast.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginPageTest {

  @Test
  void showsWhatWasEnteredAsText() throws IOException {
    String html =
        new LoginPage("t", "/", "\"><script>alert('&@ERROR@')</script>", "wrong", Optional.empty())
            .html();

    assertThat(html)
        .contains(
            "value=\"&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#64;ERROR&#64;&#39;)&lt;/script&gt;\"")
        .doesNotContain("<script");
  }

  @Test
  void sendsTokenAndTargetAlong() throws IOException {
    assertThat(new LoginPage("secret", "/a.xhtml?b=1&c=2", "", "", Optional.empty()).html())
        .contains("name=\"token\" value=\"secret\"")
        .contains("name=\"next\" value=\"/a.xhtml?b=1&amp;c=2\"")
        .doesNotContain("sso", "@");
  }

  @Test
  void leadsToSingleSignOnWhereThereIsOne() throws IOException {
    assertThat(new LoginPage("t", "/a?b=\"1&c", "", "", Optional.of("Log in <here>")).html())
        .contains("<a href=\"sso?next=%2Fa%3Fb%3D%221%26c\">Log in &lt;here&gt;</a>");
  }
}
