package dev.holdfast.container;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.holdfast.access.CallDetails;
import dev.holdfast.access.Gate;
import dev.holdfast.access.Guard;
import dev.holdfast.access.PayloadAudience;
import dev.holdfast.cron.CronUtilsCalendar;
import dev.holdfast.engine.Engine;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NodeStatus;
import dev.holdfast.engine.audit.Audit;
import dev.holdfast.engine.batch.CalledWorkflows;
import dev.holdfast.engine.client.EngineDirectory;
import dev.holdfast.engine.job.JobRunner;
import dev.holdfast.engine.journal.JournalPace;
import dev.holdfast.engine.message.Intake;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.MessageSettings;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.port.CallersTransaction;
import dev.holdfast.engine.port.IdSource;
import dev.holdfast.engine.port.MetricsExport;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.port.NotificationChannel;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.probe.TestMode;
import dev.holdfast.engine.run.StepProbe;
import dev.holdfast.engine.statistics.EngineStatistics;
import dev.holdfast.engine.statistics.MeteredParkedMessages;
import dev.holdfast.engine.statistics.StatisticsService;
import dev.holdfast.engine.statistics.Tally;
import dev.holdfast.engine.workflow.ScheduleRules;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.jpa.ClockCheck;
import dev.holdfast.jpa.DatabaseClock;
import dev.holdfast.jpa.DatabaseProof;
import dev.holdfast.jpa.Dialect;
import dev.holdfast.jpa.Encryption;
import dev.holdfast.jpa.JpaPorts;
import dev.holdfast.jpa.JtaCallersTransaction;
import dev.holdfast.jpa.JtaProof;
import dev.holdfast.jpa.PersistenceTransactions;
import dev.holdfast.jpa.SchemaMigration;
import dev.holdfast.jpa.TransactionDemarcation;
import dev.holdfast.json.JsonbPayloadCodec;
import dev.holdfast.metrics.Metrics;
import dev.holdfast.timer.DatabaseAlarms;
import dev.holdfast.timer.EjbAlarmClock;
import dev.holdfast.timer.EngineTicker;
import dev.holdfast.tracing.Tracing;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Is the engine of this server process: made when the application starts, stopped with it. A
 * database that cannot be reached, is not managed by JTA, has another schema or another time stops
 * the start. The beans that it needs in order to leave the cluster are stopped after it.
 */
@Singleton
@Startup
@DependsOn({
  "EjbPersistenceTransactions",
  "EjbTransactionDemarcation",
  "EjbAlarmClock",
  "EngineTicker"
})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EngineBean {

  private static final System.Logger LOG = System.getLogger(EngineBean.class.getName());

  /** By how much clocks of servers that nobody has set by hand may differ. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  @Resource private @Nullable DataSource dataSource;
  @Resource private @Nullable TransactionSynchronizationRegistry transactionRegistry;
  @Resource private @Nullable ManagedThreadFactory threadFactory;
  @EJB private @Nullable PersistenceTransactions transactions;
  @EJB private @Nullable TransactionDemarcation demarcation;
  @EJB private @Nullable EjbAlarmClock alarms;
  @EJB private @Nullable EngineTicker ticker;
  @EJB private @Nullable NotificationChannel channel;
  @EJB private @Nullable Gate gate;
  @Inject private @Nullable WorkflowExtension extension;
  @Inject private @Nullable BeanManager beanManager;
  @Inject private @Nullable Instance<CallDetails> details;

  private final PayloadCodec codec = new JsonbPayloadCodec();
  private @Nullable Running running;

  /** Holds what exists while the engine runs. */
  private record Running(
      Engine engine,
      WorkflowRegistry registry,
      JpaPorts storage,
      Messaging messaging,
      Watching watching,
      Jobs jobs,
      Runnable batchStop,
      List<ThreadPoolExecutor> threads,
      Doors doors) {}

  /** Holds what watches the engine. */
  private record Watching(StatisticsService statistics, Metrics metrics, Tally tally) {}

  /** Makes the bean; the container injects the rest. */
  public EngineBean() {}

  /** Brings the schema up to date, joins the cluster and begins to tick. */
  @PostConstruct
  public void start() {
    Configuration configuration = Configuration.ofProcess();
    SettingsReader reader = new SettingsReader(configuration);
    EngineSettings settings = reader.read();
    MessageSettings messages = reader.messages();
    PayloadAudience payloads = new PayloadAudience(required(gate), reader.payloadRole());
    Dialect dialect = schema(configuration);
    new JtaProof(required(transactions), dialect).require();
    new Encryption(required(transactions), new SecureRandom()).use(reader.encryptionKeys());
    new ClockCheck(required(transactions), InstantSource.system())
        .require(clockSkew(configuration));
    DatabaseClock clock = DatabaseClock.startingAtSystemTime();
    WorkflowRegistry registry =
        new DeployedWorkflows(required(extension), required(beanManager))
            .registry(
                new BuildVersions(),
                settings.workflows(),
                reader,
                new ScheduleReader(
                    configuration, new ScheduleRules(new CronUtilsCalendar()), codec));
    NotifiedWorkflows notified = Messaging.notified(settings.workflows(), registry);
    new DatabaseProof(required(transactions), dialect).require(registry.largestValueBytes());
    CallersTransaction callers = new JtaCallersTransaction(required(transactionRegistry));
    JpaPorts storage =
        JpaPorts.of(
            required(transactions),
            required(demarcation),
            callers,
            dialect,
            notified,
            () -> UuidCreator.getTimeOrderedEpoch().toString(),
            clock);
    ArchiveSettings archive = reader.archive(clock, () -> UUID.randomUUID().toString());
    ThreadPoolExecutor threads = WorkflowThreads.pool(settings.slots(), required(threadFactory));
    ThreadPoolExecutor followers = WorkflowThreads.followers(required(threadFactory));
    CalledBatchJobs batch =
        new CalledBatchJobs(storage.batchCallStore(), codec, clock, required(threadFactory));
    JournalPace pace = new JournalPace(clock, messages.slowWrite());
    Ports ports =
        new Ports(
            pace.watch(storage.journalStore()),
            storage.stepTransactions(),
            storage.blobStore(),
            storage.instanceQueue(),
            storage.nodeStore(),
            storage.instanceControl(),
            storage.instanceReader(),
            storage.scheduleStore(),
            storage.eventLogReader(),
            archive.around(storage.purge()),
            storage.childClosings(),
            batch.calls(),
            storage.idSource(),
            callers,
            codec,
            new DatabaseAlarms(required(alarms), clock),
            clock,
            threads,
            followers,
            () -> ThreadLocalRandom.current().nextLong());
    Optional<TestMode> testMode = testMode(configuration);
    String nodeName = NodeName.of(configuration);
    Engine engine =
        new Engine(
            nodeName,
            ports,
            settings,
            registry,
            traced(
                configuration,
                testMode.<StepProbe>map(Function.identity()).orElse(StepProbe.NONE)));
    StatisticsService statistics =
        new EngineStatistics(
            new EngineStatistics.Sources(
                storage.statisticsReader(),
                storage.nodeStore(),
                storage.parkedMessages(),
                storage.throughputStore()),
            registry,
            settings,
            clock);
    Metrics metrics = new Metrics(nodeName, engine, statistics);
    Tally tally = new Tally(storage.throughputStore(), engine::incarnation, clock);
    engine.add(metrics.measurements());
    engine.add(tally);
    new DeployedListeners(required(extension), required(beanManager)).addTo(engine);
    engine.start();
    batch.begin(engine, registry);
    Messaging messaging =
        new Messaging(
            engine.instances(),
            new MeteredParkedMessages(storage.parkedMessages(), metrics.measurements()),
            pace,
            messages.attempts(),
            clock);
    messaging.beginSending(notified, storage, required(channel), clock, required(threadFactory));
    Audit audit = new Audit(storage.auditTrail(), storage.idSource(), clock, reader.audit());
    Jobs jobs =
        new Jobs(engine, registry, storage, reader.jobs(), archive, clock, required(threadFactory));
    running =
        new Running(
            engine,
            registry,
            storage,
            messaging,
            new Watching(statistics, metrics, tally),
            jobs,
            () -> batch.stop(settings.shutdownGrace()),
            List.of(threads, followers),
            Doors.of(
                new Guard(required(gate), audit, new PresentCall(required(details))),
                payloads,
                audit,
                engine,
                messaging,
                jobs.service(),
                () -> testMode.map(Function.identity())));
    metrics.show();
    required(ticker)
        .begin(
            () -> {
              required(alarms).ringOverdue();
              engine.tick();
              messaging.tick();
              audit.tick(threads);
              jobs.runner().tick();
              batch.tick();
              tally.tick();
            });
    LOG.log(Level.INFO, "Holdfast runs the workflows {0}", registry.names());
    for (String unknown : configuration.unknown()) {
      LOG.log(Level.WARNING, "Unknown setting, without effect: {0}", unknown);
    }
  }

  private Dialect schema(Configuration configuration) {
    SchemaMigration migration =
        new SchemaMigration(required(dataSource), configuration.flag("holdfast.database.untested"));
    return switch (configuration.choice("holdfast.schema", SchemaMode.class, SchemaMode.MIGRATE)) {
      case MIGRATE -> migration.migrate();
      case PRINT -> migration.print();
    };
  }

  private static StepProbe traced(Configuration configuration, StepProbe probe) {
    return configuration.isOn("holdfast.tracing", true)
        ? Tracing.around(probe, EngineBean.class.getClassLoader())
        : probe;
  }

  private Optional<TestMode> testMode(Configuration configuration) {
    if (!configuration.flag("holdfast.test-mode")) {
      return Optional.empty();
    }
    LOG.log(Level.WARNING, "Holdfast is in test mode: whoever may log in can mock steps");
    return Optional.of(new TestMode(this::instances));
  }

  /**
   * Lets bodies in flight end, within the grace time, and leaves the cluster. The threads end even
   * when the server has stopped before what is needed to leave; then the lease runs out.
   */
  @PreDestroy
  public void stop() {
    try {
      running().batchStop().run(); // may take a while, during which the lease is kept
      required(ticker).end();
      running().messaging().stop();
      running().jobs().stop();
      running().engine().stop();
      running().watching().tally().stop();
    } finally {
      running().watching().metrics().close();
      running().threads().forEach(ThreadPoolExecutor::shutdownNow);
    }
  }

  /**
   * Returns the doors for callers with a login.
   *
   * @return what is injected
   */
  public Doors doors() {
    return running().doors();
  }

  private InstanceService instances() {
    return running().engine().instances();
  }

  /**
   * Returns the numbers of all servers together.
   *
   * @return counts what is stored
   */
  public StatisticsService statistics() {
    return running().watching().statistics();
  }

  /**
   * Returns what has been measured.
   *
   * @return writes the metrics of this server
   */
  public MetricsExport metrics() {
    return running().watching().metrics();
  }

  /**
   * Returns how this server is doing.
   *
   * @return the status of its node
   */
  public NodeStatus status() {
    return running().engine();
  }

  /**
   * Returns the deployed workflows.
   *
   * @return the registry
   */
  public WorkflowRegistry registry() {
    return running().registry();
  }

  /**
   * Returns the nodes of the cluster.
   *
   * @return their store
   */
  public NodeStore nodes() {
    return running().storage().nodeStore();
  }

  /**
   * Returns what works on jobs.
   *
   * @return is called by the batch runtime
   */
  public JobRunner jobRunner() {
    return running().jobs().runner();
  }

  /**
   * Returns what batch jobs start workflows by.
   *
   * @return gives access to instances
   */
  public CalledWorkflows calledWorkflows() {
    return new CalledWorkflows(instances());
  }

  /**
   * Returns what takes messages over.
   *
   * @return accepts messages or parks them
   */
  public Intake intake() {
    return running().messaging().intake();
  }

  /**
   * Returns the source of ids.
   *
   * @return gives out identities
   */
  public IdSource ids() {
    return running().storage().idSource();
  }

  /**
   * Returns the Java client.
   *
   * @return the clients of all workflows
   */
  public EngineDirectory directory() {
    return new EngineDirectory(instances(), codec, registry());
  }

  private static Duration clockSkew(Configuration configuration) {
    return configuration
        .duration("holdfast.cluster.clock-skew", Duration.ofMillis(100))
        .orElse(CLOCK_SKEW);
  }

  private Running running() {
    return Objects.requireNonNull(running, "The engine has not been started");
  }

  private static <T> T required(@Nullable T injected) {
    return Objects.requireNonNull(injected, "The container has not injected everything");
  }
}
