package dev.holdfast.benchmark.jmh;

import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.json.JsonbPayloadCodec;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures how long it takes to make a value what is stored, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {

  /** What is encoded. */
  @Param public Value value = Value.SMALL_RECORD;

  private final PayloadCodec codec = new JsonbPayloadCodec();
  private Object object = value.make();
  private EncodedValue encoded = codec.encode(object);

  /** Made by JMH. */
  public CodecBenchmark() {}

  /** Is a value to encode. */
  public enum Value {
    /** What the steps of the benchmarks return. */
    SMALL_RECORD,
    /** About 10 KB. */
    LARGE_OBJECT;

    Object make() {
      return switch (this) {
        case SMALL_RECORD -> new Measured(1, "done");
        case LARGE_OBJECT -> Order.ofItems(105);
      };
    }
  }

  /**
   * Is a value of a common shape.
   *
   * @param id some text
   * @param items parts of it
   */
  public record Order(String id, List<Item> items) {

    static Order ofItems(int count) {
      return new Order(
          "order-1",
          IntStream.range(0, count)
              .mapToObj(it -> new Item(it, "article-" + it, "some words about it", it * 1.5, true))
              .toList());
    }
  }

  /**
   * Is a part of a value.
   *
   * @param number some number
   * @param name some text
   * @param text more of it
   * @param price another number
   * @param available some truth
   */
  public record Item(int number, String name, String text, double price, boolean available) {}

  /** Makes the value. */
  @Setup
  public void make() {
    object = value.make();
    encoded = codec.encode(object);
  }

  /**
   * Encodes.
   *
   * @return what is stored
   */
  @Benchmark
  public EncodedValue encode() {
    return codec.encode(object);
  }

  /**
   * Decodes as a class that the reader names.
   *
   * @return the value
   */
  @Benchmark
  public @Nullable Object decode() {
    return codec.decode(encoded, object.getClass());
  }

  /**
   * Decodes as what is stored says.
   *
   * @return the value
   */
  @Benchmark
  public @Nullable Object decodeAsStored() {
    return codec.decode(encoded, Objects.requireNonNull(CodecBenchmark.class.getClassLoader()));
  }
}
