package dev.holdfast.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewerTest {

  @Test
  void takesTheZoneOfTheBrowserAndUtcForWhatIsNone() {
    assertThat(Viewer.zone(Optional.of("Europe/Vienna"))).isEqualTo(ZoneId.of("Europe/Vienna"));
    assertThat(Viewer.zone(Optional.of("<script>"))).isEqualTo(ZoneOffset.UTC);
    assertThat(Viewer.zone(Optional.empty())).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void showsOneThemeOrLetsTheBrowserChoose() {
    assertThat(Theme.of(Optional.of("dark")).getLightMedia()).isEqualTo("not all");
    assertThat(Theme.of(Optional.of("light")).getDarkMedia()).isEqualTo("not all");
    assertThat(Theme.of(Optional.of("pink"))).isEqualTo(Theme.AUTO);
    assertThat(Theme.of(Optional.empty()).getDarkMedia()).isEqualTo("(prefers-color-scheme: dark)");
  }
}
