package dev.holdfast.engine.model;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads and writes what the recorded options of a batch step say about its job. */
public final class BatchMarks {

  private static final String JOB = "job";
  private static final String EPOCH = "epoch";

  private BatchMarks() {}

  /**
   * Writes what a step records of the job that it wants.
   *
   * @param job name of the job
   * @param epoch the instance's life; a restart that keeps the step does not change it
   * @return words of recorded options
   */
  public static String of(String job, int epoch) {
    return "%s=%s %s=%d"
        .formatted(JOB, URLEncoder.encode(job, StandardCharsets.UTF_8), EPOCH, epoch);
  }

  /**
   * Reads the job of a step.
   *
   * @param step a batch step
   * @return its name; null before the step has wanted it
   */
  public static @Nullable String job(StepRecord step) {
    @Nullable String encoded = RecordedOptions.parts(step.options()).get(JOB);
    return encoded == null ? null : URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  /**
   * Returns the call of a step.
   *
   * @param instance number of the instance
   * @param step a batch step that has wanted its job
   * @return identifies the call
   */
  public static BatchCall.Key key(long instance, StepRecord step) {
    String epoch = RecordedOptions.parts(step.options()).getOrDefault(EPOCH, "1");
    return new BatchCall.Key(instance, Integer.parseInt(epoch), step.seq());
  }
}
