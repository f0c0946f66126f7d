package dev.holdfast.container;

import dev.holdfast.access.RoleNames;
import dev.holdfast.api.Backoff;
import dev.holdfast.api.Durations;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.Retention;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.Workflow;
import dev.holdfast.engine.archive.Archives;
import dev.holdfast.engine.model.AuditScope;
import dev.holdfast.engine.model.AuditSettings;
import dev.holdfast.engine.model.EncryptionKey;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.JobSettings;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.MessageSettings;
import dev.holdfast.engine.model.MissedFirings;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.file.FolderArchive;
import dev.holdfast.json.ExportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the engine's settings, each with its default; docs/configuration.md lists them. */
final class SettingsReader {

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long TIB = 1L << 40;
  private static final double PERCENT = 100;
  private static final String ENGINE = "holdfast.";

  private final Configuration configuration;

  SettingsReader(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Reads what holds for the whole engine, and for workflows that say nothing else. */
  EngineSettings read() {
    EngineSettings defaults = EngineSettings.DEFAULT;
    return new EngineSettings(
        workflows(ENGINE, "concurrency.workflow", defaults.workflows()),
        configuration.whole("holdfast.concurrency.server", defaults.slots(), 1, 10_000),
        duration("holdfast.wait.inline-threshold", Duration.ZERO, defaults.inlineThreshold()),
        duration("holdfast.cluster.lease", Duration.ofSeconds(2), defaults.lease()),
        duration("holdfast.shutdown.grace", Duration.ZERO, defaults.shutdownGrace()),
        configuration.whole("holdfast.recovery.limit", defaults.recoveryLimit(), 1, 1_000_000),
        duration(
            "holdfast.retention.purge-interval", Duration.ofSeconds(1), defaults.purgeInterval()),
        configuration.choice(
            "holdfast.schedules.missed", MissedFirings.class, defaults.missedFirings()),
        configuration.flag("holdfast.determinism.strict"),
        configuration.bytes("holdfast.journal.cache-size", defaults.journalCacheBytes(), 0, TIB));
  }

  /** Reads what holds for messages that come in. */
  MessageSettings messages() {
    MessageSettings defaults = MessageSettings.DEFAULT;
    return new MessageSettings(
        configuration.whole("holdfast.jms.attempts", defaults.attempts(), 1, 1_000),
        duration("holdfast.jms.slow-write", Duration.ofMillis(1), defaults.slowWrite()));
  }

  /** Reads the keys that stored values are encrypted with; none when they are not to be. */
  List<EncryptionKey> encryptionKeys() {
    Optional<String> file = configuration.text("holdfast.encryption.keys-file");
    Optional<String> keys = configuration.text("holdfast.encryption.keys");
    if (file.isPresent() && keys.isPresent()) {
      throw new InvalidOptionException(
          "Settings holdfast.encryption.keys and holdfast.encryption.keys-file exclude each other:"
              + " set one. (options.invalid)");
    }
    return file.map(SettingsReader::contents)
        .or(() -> keys)
        .map(EncryptionKey::parse)
        .orElse(List.of());
  }

  private static String contents(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new InvalidOptionException(
          "Setting holdfast.encryption.keys-file must name a readable file, was '%s': %s (options.invalid)"
              .formatted(path, e));
    }
  }

  /** Reads the weakest role that sees payloads. */
  String payloadRole() {
    String role =
        configuration
            .text("holdfast.payloads.role")
            .map(text -> text.toLowerCase(Locale.ROOT))
            .orElse(RoleNames.VIEWER);
    Configuration.check(
        "holdfast.payloads.role",
        RoleNames.ASCENDING.contains(role),
        "one of " + RoleNames.ASCENDING,
        role);
    return role;
  }

  /** Reads what holds for the audit trail. */
  AuditSettings audit() {
    AuditSettings defaults = AuditSettings.DEFAULT;
    return new AuditSettings(
        configuration.choice("holdfast.audit", AuditScope.class, defaults.scope()),
        configuration
            .retention("holdfast.audit.retention")
            .map(
                kept ->
                    Retention.FOREVER.equals(kept) ? Optional.<Duration>empty() : Optional.of(kept))
            .orElse(defaults.retention()));
  }

  /**
   * Reads what becomes of instances before they are purged.
   *
   * @param clock tells the time for names of files
   * @param uniqueTexts gives out texts for names of files
   */
  ArchiveSettings archive(InstantSource clock, Supplier<String> uniqueTexts) {
    Archiving.Place place =
        configuration.choice("holdfast.archive", Archiving.Place.class, Archiving.Place.NONE);
    Optional<String> folder = configuration.text("holdfast.archive.folder");
    if (place == Archiving.Place.FOLDER && folder.isEmpty()) {
      throw new InvalidOptionException(
          "Setting holdfast.archive is 'folder': set holdfast.archive.folder, too. (options.invalid)");
    }
    return new ArchiveSettings(
        place,
        new Archives(
            new ExportJson(),
            folder.map(path -> new FolderArchive(folder(path), clock, uniqueTexts))));
  }

  private static Path folder(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new InvalidOptionException(
          "Setting holdfast.archive.folder must be a path, was '%s': %s (options.invalid)"
              .formatted(path, e.getMessage()));
    }
  }

  /** Reads what holds for jobs. */
  JobSettings jobs() {
    JobSettings defaults = JobSettings.DEFAULT;
    return new JobSettings(
        configuration.whole("holdfast.jobs.concurrency", defaults.concurrency(), 1, 100),
        configuration.whole("holdfast.jobs.share", (int) (defaults.share() * PERCENT), 1, 100)
            / PERCENT,
        configuration.whole("holdfast.jobs.threads", defaults.threads(), 1, 100),
        configuration.bytes("holdfast.jobs.upload-size", defaults.uploadBytes(), MIB, TIB),
        duration("holdfast.jobs.retention", Duration.ofHours(1), defaults.retention()));
  }

  /**
   * Reads what holds for one workflow, ahead of what else was said about it.
   *
   * @param name name of the workflow
   * @param said what its annotation says, and the engine's settings where that is silent
   */
  WorkflowSettings ofWorkflow(String name, WorkflowSettings said) {
    return workflows(ENGINE + "workflow." + name + ".", "concurrency", said);
  }

  private WorkflowSettings workflows(
      String prefix, String concurrency, WorkflowSettings otherwise) {
    return new WorkflowSettings(
        stepDefaults(prefix, otherwise.stepDefaults()),
        limits(prefix + "limits.", otherwise.limits()),
        configuration.limit(prefix + concurrency, otherwise.concurrency()),
        retention(prefix + "retention.", otherwise.retention()),
        configuration.isOn(prefix + "notifications", otherwise.notifications()));
  }

  private Limits limits(String prefix, Limits otherwise) {
    return new Limits(
        size(prefix + "result-size", otherwise.resultBytes()),
        size(prefix + "payload-size", otherwise.payloadBytes()),
        configuration.bytes(prefix + "instance-size", otherwise.instanceBytes(), MIB, TIB),
        configuration.whole(prefix + "steps", otherwise.steps(), 1, Workflow.MAX_STEP_LIMIT),
        configuration.whole(
            prefix + "buffered-events", otherwise.bufferedEvents(), 1, Integer.MAX_VALUE),
        duration(prefix + "wait", Duration.ofSeconds(1), otherwise.longestWait()),
        configuration.whole(prefix + "batch", otherwise.batch(), 1, 10_000),
        configuration.whole(prefix + "queued", otherwise.queued(), 1, Integer.MAX_VALUE),
        configuration.limit(prefix + "create-rate", otherwise.createRate()));
  }

  private int size(String name, int otherwise) {
    return (int) configuration.bytes(name, otherwise, KIB, 64 * MIB);
  }

  private Duration duration(String name, Duration least, Duration otherwise) {
    return configuration.duration(name, least).orElse(otherwise);
  }

  private Retention retention(String prefix, Retention otherwise) {
    return new Retention(
            configuration.retention(prefix + "success"), configuration.retention(prefix + "error"))
        .orElse(otherwise);
  }

  private StepOptions stepDefaults(String prefix, StepOptions otherwise) {
    RetryPolicy said = otherwise.retry();
    RetryPolicy retry =
        said.withLimit(
                configuration.whole(
                    prefix + "retry.limit", said.limit().orElseThrow(), 0, RetryPolicy.MAX_LIMIT))
            .withDelay(duration(prefix + "retry.delay", Duration.ZERO, said.delay().orElseThrow()))
            .withBackoff(
                configuration.choice(
                    prefix + "retry.backoff", Backoff.class, said.backoff().orElseThrow()))
            .withJitter(configuration.share(prefix + "retry.jitter", said.jitter().orElseThrow()));
    RetryPolicy capped =
        configuration
            .duration(prefix + "retry.max-delay", Duration.ofMillis(1))
            .map(retry::withMaxDelay)
            .orElse(retry);
    return StepOptions.ofRetry(capped)
        .withTimeout(timeout(prefix + "step.timeout", otherwise.timeout().orElseThrow()));
  }

  private Duration timeout(String name, Duration otherwise) {
    Duration timeout = duration(name, Duration.ofMillis(1), otherwise);
    Configuration.check(
        name, timeout.compareTo(Durations.ONE_YEAR) <= 0, "at most 365 days", timeout);
    return timeout;
  }
}
