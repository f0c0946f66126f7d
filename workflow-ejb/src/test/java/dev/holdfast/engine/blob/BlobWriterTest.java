package dev.holdfast.engine.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.LargeValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobWriterTest {

  private final StorageRoom room = new StorageRoom(1 << 20);
  private final List<byte[]> chunks = new ArrayList<>();
  private final BlobWriter writer =
      new BlobWriter(
          "id-1",
          room,
          (number, data) -> {
            assertThat(number).isEqualTo(chunks.size());
            chunks.add(data);
          });

  @ParameterizedTest
  @ValueSource(ints = {0, 1, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, 600_000})
  void cutsBytesIntoChunksOf256KiB(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);

    LargeValue written = writer.writeBlob(new ByteArrayInputStream(bytes));

    ByteBuffer all = ByteBuffer.allocate(size);
    chunks.forEach(all::put);
    assertThat(all.array()).isEqualTo(bytes);
    assertThat(written.size()).isEqualTo(size);
    assertThat(written.isBlob()).isTrue();
    assertThat(chunks).hasSize((size + (256 << 10) - 1) / (256 << 10));
  }

  @Test
  void showsATextWhole() throws IOException {
    LargeValue written = writeText("Grüße, 😀\n");

    assertThat(written.shown()).isEqualTo("Grüße, 😀\n");
    assertThat(written.truncated()).isFalse();
  }

  @Test
  void showsTheFirst1024CharactersOfALongerText() throws IOException {
    LargeValue written = writeText("é".repeat(300_000));

    assertThat(written.shown()).isEqualTo("é".repeat(1024) + "[truncated output]");
    assertThat(written.truncated()).isTrue();
  }

  @Test
  void cutsNoCharacterInHalf() throws IOException {
    LargeValue written = writeText("x".repeat(1023) + "😀".repeat(200_000));

    assertThat(written.shown()).isEqualTo("x".repeat(1023) + "[truncated output]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2000, 299_999})
  void showsTheNumberOfBytesWhenTheyAreNotUtf8(int position) throws IOException {
    byte[] bytes = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);
    bytes[position] = (byte) 0xC3;

    LargeValue written = writer.writeBlob(new ByteArrayInputStream(bytes));

    assertThat(written.shown()).isEqualTo("[binary: 300000 bytes]");
    assertThat(written.truncated()).isFalse();
  }

  @Test
  void showsTheCharacterNulAsAReplacementThatAnyDatabaseKeeps() throws IOException {
    assertThat(writeText("a\0b").shown()).isEqualTo("a\uFFFDb");
  }

  @Test
  void showsTheBeginningOfAnEncodedValue() {
    String text = "\"".repeat(2000);
    EncodedValue json = new EncodedValue("json", "t", "[" + "1,".repeat(2000) + "1]");

    assertThat(shown(json, List.of())).isEqualTo(json.data().substring(0, 1024));
    assertThat(shown(json, text)).isEqualTo(text.substring(0, 1024));
    assertThat(shown(json, new byte[7])).isEqualTo("[binary: 7 bytes]");
    assertThat(shown(json, ByteBuffer.allocate(9).position(1))).isEqualTo("[binary: 8 bytes]");
  }

  private static String shown(EncodedValue json, Object value) {
    return new BlobWriter("id", new StorageRoom(1 << 20), (number, data) -> {})
        .writeEncoded(json, value)
        .shown();
  }

  @Test
  void refusesToGoPastTheRoomOfTheInstanceAndGivesItBack() {
    room.take(500_000);

    assertThatThrownBy(() -> writer.writeBlob(new ByteArrayInputStream(new byte[600_000])))
        .isInstanceOf(NoRoomException.class);
    assertThat(chunks).hasSize(2);

    writer.giveBack();
    assertThat(room.take((1 << 20) - 500_000)).isTrue();
    assertThat(room.take(1)).isFalse();
  }

  private LargeValue writeText(String text) throws IOException {
    return writer.writeBlob(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
