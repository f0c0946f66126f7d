package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.dbos.DbosProcess;
import dev.holdfast.benchmark.journal.JournalProcess;
import dev.holdfast.benchmark.scheduler.SchedulerProcess;
import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Workload;
import dev.holdfast.benchmark.workload.Workload.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures engines on one PostgreSQL, one after the other or by turns, in one run. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures engines on one PostgreSQL, one after the other or by turns.")
public final class Benchmarks implements Callable<Integer> {

  private static final String DBOS = "dbos";
  private static final String JOURNAL = "holdfast-journal";
  private static final String MICRO = "holdfast-micro";
  private static final String RESTATE = "restate";
  private static final String SCHEDULER = "db-scheduler";
  private static final String WILDFLY = "holdfast-wildfly";
  private static final List<String> ENGINES =
      List.of(MICRO, WILDFLY, JOURNAL, DBOS, SCHEDULER, RESTATE);

  /** Seconds that instances are given before their events. */
  private static final int SETTLE = 5;

  @Option(
      names = "--engines",
      split = ",",
      description =
          "holdfast-micro, holdfast-wildfly, holdfast-journal, dbos, db-scheduler, restate; default: ${DEFAULT-VALUE}",
      defaultValue = "dbos,holdfast-micro,holdfast-wildfly,db-scheduler")
  private Set<String> engines = Set.of();

  @Option(
      names = "--workloads",
      split = ",",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}",
      defaultValue = "W1,W2,W3,W4,W5,W6")
  private List<Workload> workloads = List.of();

  @Mixin private Growth growth = new Growth();

  @Option(
      names = "--seconds",
      description = "length of each closed loop; default: ${DEFAULT-VALUE}",
      defaultValue = "20")
  private int seconds;

  @Option(
      names = "--warm-up",
      description = "seconds of each loop before it is measured; default: ${DEFAULT-VALUE}",
      defaultValue = "60")
  private int warmUp;

  @Option(
      names = "--first-warm-up",
      description =
          "the same for the first loop of an engine, whose code is not compiled yet;"
              + " default: --warm-up")
  private @Nullable Integer firstWarmUp;

  @Option(
      names = "--rounds",
      description =
          "more than 1: all engines run at the same time, and each workload is measured by turns,"
              + " in that many rounds; default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  private int rounds;

  @Option(
      names = "--events",
      description = "instances of W4 and W7C; default: ${DEFAULT-VALUE}",
      defaultValue = "2000")
  private int events;

  @Option(
      names = "--sleepers",
      description = "instances of W5; default: ${DEFAULT-VALUE}",
      defaultValue = "20000")
  private int sleepers;

  @Option(
      names = "--java",
      description = "runs an engine on another Java: ENGINE=HOME; may be repeated",
      paramLabel = "ENGINE=HOME")
  private Map<String, Path> javas = Map.of();

  @Option(
      names = "--statements",
      description = "also prints the statements that took most of the database's time")
  private boolean statements;

  @Option(
      names = "--restate",
      description = "the program restate-server; default: ${DEFAULT-VALUE}",
      defaultValue = "benchmarks/target/restate/restate-server")
  private Path restate = Path.of("");

  @Option(names = "--home", description = "the folder packed for Payara Micro", required = true)
  private Path home = Path.of("");

  @Option(
      names = "--wildfly",
      description = "a WildFly prepared for Holdfast; default: ${DEFAULT-VALUE}",
      defaultValue = "benchmarks/target/wildfly")
  private Path wildfly = Path.of("");

  @Option(
      names = "--ear",
      description = "the archive for WildFly; default: ${DEFAULT-VALUE}",
      defaultValue = "workflow-ear/target/holdfast.ear")
  private Path ear = Path.of("");

  @Spec private CommandSpec command = CommandSpec.create();

  /** Made by the command line. */
  Benchmarks() {}

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Benchmarks())
            .setParameterExceptionHandler(Benchmarks::refuse)
            .execute(arguments));
  }

  private static int refuse(ParameterException refused, String[] arguments) {
    CommandLine line = refused.getCommandLine();
    line.getErr().println(refused.getMessage());
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public Integer call() throws Exception {
    List<Trial> trials = checkOptions();
    Path folder = Files.createTempDirectory("benchmarks");
    try (BenchmarkDatabase database = BenchmarkDatabase.start(folder.resolve("database"))) {
      Report.print(
          "# %s, Java %s, output in %s", database.description(), Runtime.version(), folder);
      Report.print(
          "CEILING commits_per_s_1_client=%.0f commits_per_s_8_clients=%.0f rows_per_s_64_in_a_commit=%.0f",
          Ceiling.rowsPerSecond(database, 1, 1),
          Ceiling.rowsPerSecond(database, 8, 1),
          Ceiling.rowsPerSecond(database, 8, 64));
      Report.print(
          "%s",
          rounds > 1 ? byTurns(trials, database, folder) : oneByOne(trials, database, folder));
    }
    return 0;
  }

  /** Measures one engine after the other; returns the table. */
  private String oneByOne(List<Trial> trials, BenchmarkDatabase database, Path folder)
      throws Exception {
    Comparison comparison = new Comparison(DBOS);
    for (String engine : engines) {
      measure(engine, trials, database, Files.createDirectory(folder.resolve(engine)), comparison);
    }
    return comparison.table();
  }

  /** Measures all engines by turns; returns the table. */
  private String byTurns(List<Trial> trials, BenchmarkDatabase database, Path folder)
      throws Exception {
    Map<String, Engine> running = new LinkedHashMap<>();
    StringBuilder table = new StringBuilder();
    try {
      for (String name : engines) {
        BenchmarkDatabase.Login login = database.create(schema(name));
        running.put(name, start(name, login, Files.createDirectory(folder.resolve(name))));
      }
      Turns turns = new Turns(running, database);
      int warmUpNow = firstWarmUp();
      for (Trial trial : trials) {
        table.append(turns.measure(trial, warmUpNow, rounds).table(DBOS));
        warmUpNow = warmUp;
      }
    } finally {
      for (Engine engine : running.values()) {
        engine.close();
      }
    }
    return table.toString();
  }

  private static String schema(String engine) {
    return engine.replace('-', '_');
  }

  /** What would fail late fails before anything is measured; returns what is to be measured. */
  private List<Trial> checkOptions() {
    try {
      checkNumbers();
      checkEngines();
      return trials();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private void checkNumbers() {
    Growth.check("--seconds", List.of(seconds), 1, Integer.MAX_VALUE);
    Growth.check("--warm-up", List.of(warmUp), 0, Integer.MAX_VALUE);
    Growth.check("--first-warm-up", List.of(firstWarmUp()), 0, Integer.MAX_VALUE);
    Growth.check("--rounds", List.of(rounds), 1, Integer.MAX_VALUE);
    if (rounds > 1 && statements) {
      throw new IllegalArgumentException(
          "--rounds was %d, expected 1 with --statements: the database counts for all engines"
              .formatted(rounds));
    }
    Growth.check("--events", List.of(events), 1, Integer.MAX_VALUE);
    Growth.check("--sleepers", List.of(sleepers), 1, Integer.MAX_VALUE);
  }

  private int firstWarmUp() {
    return Objects.requireNonNullElse(firstWarmUp, warmUp);
  }

  private void checkEngines() {
    engines.forEach(name -> checkEngine("--engines", name));
    javas.keySet().forEach(name -> checkEngine("--java", name));
    for (String name : engines) {
      if (!Files.isExecutable(java(name).resolve("bin/java"))) {
        throw new IllegalArgumentException(
            "--java was '%s=%s', expected the home of a Java, with bin/java"
                .formatted(name, java(name)));
      }
    }
    if (engines.contains(MICRO)) {
      MicroEngine.check(home);
    }
    if (engines.contains(WILDFLY)) {
      installation().check();
    }
    if (engines.contains(RESTATE)) {
      RestateServer.check(restate);
    }
  }

  private static void checkEngine(String option, String name) {
    if (!ENGINES.contains(name)) {
      throw new IllegalArgumentException(
          "%s was '%s', expected one of %s".formatted(option, name, String.join(", ", ENGINES)));
    }
  }

  private List<Trial> trials() {
    List<Trial> trials =
        growth.trials(workloads, new Size(1, seconds, events, sleepers, 1, SETTLE));
    for (Trial trial : trials) {
      if (trial.workload() == Workload.W8) {
        TwoNodes.check(trial.size().clients());
      }
      if (rounds > 1 && !trial.canBeRepeated()) {
        throw new IllegalArgumentException(
            "--rounds was %d, expected 1 with %s: it cannot be measured by turns"
                .formatted(rounds, trial.finished() > 0 ? "--finished" : trial.workload()));
      }
    }
    return trials;
  }

  private void measure(
      String name,
      List<Trial> trials,
      BenchmarkDatabase database,
      Path folder,
      Comparison comparison)
      throws Exception {
    String schema = schema(name);
    BenchmarkDatabase.Login login = database.create(schema);
    try (Engine engine = start(name, login, folder)) {
      FinishedRows finished = new FinishedRows(database, schema, name);
      int nodes = 1;
      int warmUpNow = firstWarmUp();
      for (Trial trial : trials) {
        if (!finished.growTo(trial.finished(), engine)) {
          continue;
        }
        Optional<Figures> measured;
        if (trial.workload() == Workload.W8) {
          nodes++;
          Path second = folder.resolve(name + "-" + nodes);
          measured =
              measureTwo(
                  trial,
                  warmUpNow,
                  engine,
                  () -> startHoldfast(name, login, Files.createDirectory(second)),
                  database);
        } else {
          measured = measureOne(trial, warmUpNow, engine, database, schema);
        }
        warmUpNow = warmUp;
        if (measured.isPresent()) {
          report(trial, name, measured.get(), comparison);
          if (statements) {
            Report.print("%s", Statements.worst(database, schema));
          }
        }
      }
    }
  }

  /** Measures an engine; empty when it cannot do what is wanted. */
  private Optional<Figures> measureOne(
      Trial trial, int warmUp, Engine engine, BenchmarkDatabase database, String schema)
      throws Exception {
    if (!trial.warmUp(engine, warmUp)) {
      return Optional.empty();
    }
    Statements.forget(database);
    Usage before = Usage.readSettled(database, schema, engine);
    Optional<Figures> measured = trial.perform(engine);
    Usage after = Usage.readSettled(database, schema, engine);
    Optional<Figures> figures = measured.map(it -> it.and(after.since(before, trial, it)));
    return figures.isPresent() && trial.workload() == Workload.SLEEPERS
        ? Optional.of(figures.get().and(Idle.measure(database, schema, engine)))
        : figures;
  }

  /** Measures an engine with another node beside it; empty unless it is Holdfast. */
  private Optional<Figures> measureTwo(
      Trial trial,
      int warmUp,
      Engine engine,
      Callable<HoldfastEngine> start,
      BenchmarkDatabase database)
      throws Exception {
    if (!(engine instanceof HoldfastEngine first)) {
      return Optional.empty();
    }
    Statements.forget(database);
    return Optional.of(
        new TwoNodes(first, start).measure(trial.warmUp(warmUp).size(), trial.size()));
  }

  private static void report(Trial trial, String name, Figures measured, Comparison comparison) {
    Figures figures = measured.and(comparison.growth(trial, name, measured));
    comparison.add(trial, name, figures);
    Report.figures("%s %s".formatted(trial, name), figures);
  }

  private Engine start(String name, BenchmarkDatabase.Login login, Path folder) throws Exception {
    Path log = folder.resolve("output.txt");
    return switch (name) {
      case DBOS -> PlainEngine.start(java(name), DbosProcess.class, login, log);
      case JOURNAL -> PlainEngine.start(java(name), JournalProcess.class, login, log);
      case SCHEDULER -> PlainEngine.start(java(name), SchedulerProcess.class, login, log);
      case RESTATE -> RestateEngine.start(java(name), restate, folder);
      default -> startHoldfast(name, login, folder);
    };
  }

  private HoldfastEngine startHoldfast(String name, BenchmarkDatabase.Login login, Path folder)
      throws Exception {
    return switch (name) {
      case MICRO -> MicroEngine.start(java(name), home, login, folder);
      case WILDFLY -> WildFlyEngine.start(java(name), installation(), login, folder);
      default -> throw new IllegalArgumentException("Engine '%s' is not known".formatted(name));
    };
  }

  private WildFlyEngine.Installation installation() {
    return new WildFlyEngine.Installation(wildfly, ear);
  }

  private Path java(String engine) {
    return javas.getOrDefault(engine, Path.of(System.getProperty("java.home")));
  }
}
