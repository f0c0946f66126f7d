package dev.holdfast.samples.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.samples.bucket.Bucket;
import dev.holdfast.testing.HoldfastKit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FanOutTest {

  private final MemoryBucket bucket = new MemoryBucket();

  @RegisterExtension
  private final HoldfastKit kit =
      HoldfastKit.create().deploy(FanOut.class, () -> new FanOut(bucket));

  @Test
  void processesEveryFileOfTheFolderInABranchOfItsOwn() {
    IntStream.rangeClosed(1, 25).forEach(size -> bucket.put("samples/" + size, new byte[size]));
    bucket.put("elsewhere/c", new byte[5]);

    WorkflowInstance instance = run(null);

    assertThat(instance.status().output()).isEqualTo(new FanOutResult(25, 25 * 26 / 2));
    assertThat(kit.details(instance).steps())
        .filteredOn(step -> step.key().name().equals("process"))
        .hasSize(25)
        .extracting(step -> step.key().scope())
        .doesNotHaveDuplicates();
  }

  @Test
  void showsHowManyFilesThereAre() {
    bucket.put("samples/a", new byte[3]);

    assertThat(run(null).progress()).isEqualTo(new FanOutProgress(1));
  }

  @Test
  void isContentWithAnEmptyFolder() {
    assertThat(run("nothing/").status().output()).isEqualTo(new FanOutResult(0, 0));
  }

  private WorkflowInstance run(@Nullable String folder) {
    WorkflowInstance instance =
        kit.workflows(FanOut.class).create(CreateOptions.ofParams(new FanOutRequest(folder)));
    kit.awaitRest();
    return instance;
  }

  private static final class MemoryBucket implements Bucket {

    private final ConcurrentSkipListMap<String, byte[]> content = new ConcurrentSkipListMap<>();

    @Override
    public Optional<byte[]> find(String key) {
      return Optional.ofNullable(content.get(key));
    }

    @Override
    public List<String> list(String prefix) {
      return content.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public void put(String key, byte[] bytes) {
      content.put(key, bytes);
    }
  }
}
