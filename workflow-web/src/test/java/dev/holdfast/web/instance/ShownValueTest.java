package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.web.json.Json;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownValueTest {

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[1,2.50,null]}", "\"text\"", "0", "false", "\"\"", "null"})
  void showsJsonInline(String data) {
    assertThat(ShownValue.cut(value(data)).value()).hasToString(data);
    assertThat(ShownValue.whole(value(data)).value()).hasToString(data);
  }

  @Test
  void showsNothingAsNull() {
    assertThat(ShownValue.cut(null).value()).isEqualTo(JsonValue.NULL);
  }

  @Test
  void showsWhatIsNotJsonAsText() {
    assertThat(ShownValue.whole(value("<xml/>")).value()).isEqualTo(Json.text("<xml/>"));
  }

  @Test
  void leavesATextOf1024CharactersWhole() {
    ShownValue shown = ShownValue.cut(value("\"" + "x".repeat(1024) + "\""));

    assertThat(shown).isEqualTo(new ShownValue(Json.text("x".repeat(1024)), false));
  }

  @Test
  void cutsALongerText() {
    ShownValue shown = ShownValue.cut(value("\"" + "x".repeat(1025) + "\""));

    assertThat(shown).isEqualTo(new ShownValue(Json.text("x".repeat(1024)), true));
  }

  @Test
  void cutsTheJsonOfAnythingElse() {
    String data = "[" + "1,".repeat(1000) + "1]";

    ShownValue shown = ShownValue.cut(value(data));

    assertThat(shown).isEqualTo(new ShownValue(Json.text(data.substring(0, 1024)), true));
  }

  @ParameterizedTest // case 70
  @ValueSource(ints = {0, 1, 2, 3, 200_000})
  void showsHowManyBytesThereAre(int count) {
    String data = "\"" + Base64.getEncoder().encodeToString(new byte[count]) + "\"";

    for (String type : List.of("byte[]", "java.nio.ByteBuffer")) {
      EncodedValue value = new EncodedValue("jsonb-1", type, data);

      assertThat(ShownValue.cut(value))
          .isEqualTo(new ShownValue(Json.text("[binary: " + count + " bytes]"), false));
      assertThat(ShownValue.whole(value).value()).hasToString(data);
    }
  }

  @Test
  void showsWhatTheRecordKnowsOfALargeValue() {
    EncodedValue blob =
        new LargeValue(LargeValue.BLOB, "", "id", 5000, "Dear…[truncated output]", true).toValue();

    ShownValue expected = new ShownValue(Json.text("Dear…[truncated output]"), true);
    assertThat(ShownValue.cut(blob)).isEqualTo(expected);
    assertThat(ShownValue.whole(blob)).isEqualTo(expected);
  }

  @Test
  void doesNotCutACharacterInHalf() {
    ShownValue shown = ShownValue.cut(value("\"" + "x".repeat(1023) + "😀\""));

    assertThat(shown).isEqualTo(new ShownValue(Json.text("x".repeat(1023)), true));
  }

  @Test
  void showsLongValuesWholeWhenAskedTo() {
    String data = "\"" + "x".repeat(100_000) + "\"";

    assertThat(ShownValue.whole(value(data)).value()).hasToString(data);
  }

  private static EncodedValue value(String data) {
    return new EncodedValue("jsonb-1", "java.lang.Object", data);
  }
}
