package dev.holdfast.container;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.EngineSettings.Limits;
import dev.holdfast.engine.model.MissedFirings;
import java.time.Duration;

/** Reads the engine's settings, each with its default; docs/configuration.md lists them. */
final class SettingsReader {

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long TIB = 1L << 40;

  private final Configuration configuration;

  SettingsReader(Configuration configuration) {
    this.configuration = configuration;
  }

  EngineSettings read() {
    return new EngineSettings(
        stepDefaults(),
        new Limits(
            (int) configuration.bytes("holdfast.limits.result-size", MIB, KIB, 64 * MIB),
            (int) configuration.bytes("holdfast.limits.payload-size", MIB, KIB, 64 * MIB),
            configuration.bytes("holdfast.limits.instance-size", GIB, MIB, TIB)),
        configuration.whole("holdfast.concurrency.server", 100, 1, 10_000),
        configuration
            .duration("holdfast.wait.inline-threshold", Duration.ZERO)
            .orElse(Duration.ofSeconds(1)),
        configuration
            .duration("holdfast.cluster.lease", Duration.ofSeconds(2))
            .orElse(Duration.ofSeconds(10)),
        configuration
            .duration("holdfast.shutdown.grace", Duration.ZERO)
            .orElse(Duration.ofSeconds(30)),
        configuration.whole("holdfast.recovery.limit", 10, 1, 1_000_000),
        configuration.choice("holdfast.schedules.missed", MissedFirings.class, MissedFirings.SKIP),
        configuration.flag("holdfast.determinism.strict"));
  }

  private StepOptions stepDefaults() {
    RetryPolicy retry =
        RetryPolicy.ofLimit(
                configuration.whole("holdfast.retry.limit", 5, 0, RetryPolicy.MAX_LIMIT))
            .withDelay(
                configuration
                    .duration("holdfast.retry.delay", Duration.ZERO)
                    .orElse(Duration.ofSeconds(10)))
            .withBackoff(
                configuration.choice("holdfast.retry.backoff", Backoff.class, Backoff.EXPONENTIAL))
            .withJitter(configuration.share("holdfast.retry.jitter", 0));
    RetryPolicy capped =
        configuration
            .duration("holdfast.retry.max-delay", Duration.ofMillis(1))
            .map(retry::withMaxDelay)
            .orElse(retry);
    return StepOptions.ofRetry(capped)
        .withTimeout(
            configuration
                .duration("holdfast.step.timeout", Duration.ofMillis(1))
                .orElse(Duration.ofMinutes(10)));
  }
}
