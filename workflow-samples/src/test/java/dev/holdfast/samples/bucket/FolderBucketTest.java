package dev.holdfast.samples.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderBucketTest {

  @TempDir Path folder;
  private Path root;
  private FolderBucket bucket;

  @BeforeEach
  void open() {
    root = folder.resolve("bucket");
    bucket = new FolderBucket(root);
  }

  @Test
  void returnsWhatWasPut() throws IOException {
    bucket.put("public/a picture.png", bytes("one"));

    assertThat(bucket.get("public/a picture.png")).isEqualTo(bytes("one"));
    assertThat(root.resolve("public/a picture.png")).hasContent("one");
  }

  @Test
  void listsTheKeysThatBeginWithAText() throws IOException {
    assertThat(bucket.list("")).isEmpty();
    bucket.put("samples/b", bytes("b"));
    bucket.put("samples/a/1", bytes("a"));
    bucket.put("other", bytes("o"));

    assertThat(bucket.list("samples/")).containsExactly("samples/a/1", "samples/b");
    assertThat(bucket.list("")).hasSize(3);
  }

  @Test
  void replacesWhatWasThere() throws IOException {
    bucket.put("key", bytes("one"));

    bucket.put("key", bytes("two"));

    assertThat(bucket.get("key")).isEqualTo(bytes("two"));
  }

  @Test
  void leavesNoDraftBehind() throws IOException {
    bucket.put("key", bytes("one"));

    try (Stream<Path> files = Files.list(root)) {
      assertThat(files).containsExactly(root.resolve("key"));
    }
  }

  @Test
  void leavesNoDraftBehindWhenTheKeyIsAFolder() throws IOException {
    bucket.put("a/b", bytes("one"));

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> bucket.put("a", bytes("two")));

    try (Stream<Path> files = Files.list(root)) {
      assertThat(files).containsExactly(root.resolve("a"));
    }
  }

  @Test
  void findsNothingUnderAnUnusedKey() throws IOException {
    assertThat(bucket.find("none")).isEmpty();
    assertThatExceptionOfType(ObjectNotFoundException.class)
        .isThrownBy(() -> bucket.get("none"))
        .withMessageContaining("'none'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../x",
        "a/../../x",
        "/etc/passwd",
        "a//b",
        "a/",
        "./a",
        "a\\b",
        "a\u0000b",
        "a\nb"
      })
  void refusesKeysThatCouldLeaveTheFolder(String key) {
    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(() -> bucket.put(key, bytes("x")));
    assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> bucket.find(key));
  }

  @Test
  void refusesAKeyThatLeavesTheFolderByALink() throws IOException {
    Files.createDirectories(root);
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("link"), outside);

    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(() -> bucket.find("link/secret"));
    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(() -> bucket.put("link/new", bytes("x")));
    assertThat(outside.resolve("new")).doesNotExist();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
