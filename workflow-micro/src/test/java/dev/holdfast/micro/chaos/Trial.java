package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets a cluster work on a database while a test breaks something, and then looks at the result.
 */
final class Trial implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("chaos");

  private final MortalPostgres postgres;
  private final Cluster cluster;
  private final Ledger ledger;
  private final Load load;
  private final Random random;

  private Trial(MortalPostgres postgres, Cluster cluster, long seed) {
    this.postgres = postgres;
    this.cluster = cluster;
    this.ledger = new Ledger(postgres);
    this.load = Load.begin(cluster, Script.TEXT);
    this.random = new Random(seed);
  }

  /** Does something bad. */
  interface Fault {
    void happen() throws Exception;
  }

  /** Says what is different in the environment of a server. */
  interface Variables {
    Map<String, String> of(String node) throws IOException;
  }

  /** Starts a database, servers, and their load. */
  static Trial begin(Path folder, int nodes, long seed) throws Exception {
    return begin(folder, nodes, seed, node -> Map.of());
  }

  /** Starts a database, servers that are not all alike, and their load. */
  static Trial begin(Path folder, int nodes, long seed, Variables more) throws Exception {
    MortalPostgres postgres = MortalPostgres.start(folder.resolve("database"));
    Cluster cluster = Cluster.launch(nodes, folder, postgres.variables(), more);
    try {
      cluster.awaitStart();
    } catch (RuntimeException | Error e) {
      cluster.close();
      postgres.close();
      throw e;
    }
    LOG.log(System.Logger.Level.INFO, "{0} servers are up, seed {1}", nodes, seed);
    return new Trial(postgres, cluster, seed);
  }

  MortalPostgres postgres() {
    return postgres;
  }

  Cluster cluster() {
    return cluster;
  }

  Ledger ledger() {
    return ledger;
  }

  Random random() {
    return random;
  }

  /** Lets the cluster work for a while, at random between half of it and one and a half. */
  void work(int millis) throws InterruptedException {
    Thread.sleep(millis / 2 + random.nextInt(millis));
  }

  /**
   * Ends the load, waits until everything has ended, and checks what must be so after whatever
   * happened; adds the figures to the report.
   *
   * @param excused says which effects after their record are no fault
   */
  void finish(Report report, Predicate<Instant> excused) throws Exception {
    List<String> ids = load.end();
    ledger.awaitAllEnded();
    Set<String> stored = new HashSet<>(ledger.instances());
    List<String> notOnce = ledger.notOnce(Script.TRANSACTIONAL);
    List<Instant> late = new ArrayList<>(ledger.afterTheRecord());
    int lateInAll = late.size();
    late.removeIf(excused);
    report
        .with("instances", ids.size())
        .with("requests sent again", load.repeated())
        .with("effects", ledger.effects())
        .with("bodies repeated", ledger.repeated())
        .with("recoveries", ledger.recoveries().size())
        .with("effects after their record", lateInAll)
        .with("lost", ids.stream().filter(id -> !stored.contains(id)).count())
        .with("transactional effects doubled or lost", notOnce.size())
        .write();

    assertThat(stored).as("instances").isEqualTo(new HashSet<>(ids));
    assertThat(notOnce).as("transactional effects, not once").isEmpty();
    assertThat(ledger.missing(Script.PLAIN)).as("effects that never came").isEmpty();
    assertThat(ledger.missing(List.of("lost"))).as("losers that ran on").hasSameSizeAs(ids);
    assertThat(ledger.stepsRecordedTwice()).as("steps recorded twice").isZero();
    assertThat(ledger.owned()).as("instances owned by a node").isZero();
    assertThat(late).as("effects after the record of their step").isEmpty();
  }

  @Override
  public void close() throws IOException {
    try (postgres;
        cluster;
        load) {
      LOG.log(System.Logger.Level.INFO, "The servers and the database are ended");
    }
  }
}
