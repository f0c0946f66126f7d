package dev.holdfast.testing;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.Workflows;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.client.EngineDirectory;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.json.JournalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs workflows in a test: the real engine on storage in memory, with a clock that is moved by
 * hand. Made by {@link #create} in a field with {@code @RegisterExtension}, or injected into the
 * methods of a class with {@link HoldfastTest}; each test gets an empty one.
 *
 * <p>Threads are real: after {@code create} the instance is on its way. {@link TestClock#advance}
 * and {@link #awaitRest} return when it can do no more by itself. Thread-safe, but meant for one
 * test at a time.
 */
public final class HoldfastKit implements BeforeEachCallback, AfterEachCallback, AutoCloseable {

  private final List<WorkflowDefinition> deployed = new ArrayList<>();
  private @Nullable TestServer running = new TestServer();

  private HoldfastKit() {}

  /**
   * Makes a kit without workflows.
   *
   * @return the kit, running
   */
  public static HoldfastKit create() {
    return new HoldfastKit();
  }

  /**
   * Deploys a workflow whose class has a constructor without parameters.
   *
   * @param type a class with {@link Workflow}
   * @return this
   */
  public HoldfastKit deploy(Class<? extends WorkflowEntrypoint<?, ?>> type) {
    return deploy(Definitions.of(type));
  }

  /**
   * Deploys a workflow with what its constructor is to be given.
   *
   * @param type a class with {@link Workflow}
   * @param source makes an object for each execution, such as {@code () -> new Order(mailer)}
   * @param <W> the class
   * @return this
   */
  public <W extends WorkflowEntrypoint<?, ?>> HoldfastKit deploy(
      Class<W> type, Supplier<? extends W> source) {
    return deploy(Definitions.of(type, source));
  }

  /**
   * Deploys a workflow that is written in place. Its payload is a map and its output any value that
   * can be stored.
   *
   * @param name name of the workflow
   * @param code its code, the same object for all executions
   * @return this
   */
  public HoldfastKit deploy(String name, WorkflowEntrypoint<Map<String, Object>, ?> code) {
    return deploy(Definitions.of(name, code));
  }

  private HoldfastKit deploy(WorkflowDefinition definition) {
    server().registry().register(definition);
    deployed.add(definition);
    return this;
  }

  /**
   * Stops the server in an orderly way, puts another class in the place of a workflow of the same
   * name, and starts it again: what a new version of the application does.
   *
   * @param type a class with {@link Workflow}
   * @param source makes an object for each execution
   * @param <W> the class
   */
  public <W extends WorkflowEntrypoint<?, ?>> void redeploy(
      Class<W> type, Supplier<? extends W> source) {
    redeploy(Definitions.of(type, source));
  }

  /**
   * Puts other code in the place of a workflow; see {@link #redeploy(Class, Supplier)}.
   *
   * @param name name of the workflow
   * @param code its code
   */
  public void redeploy(String name, WorkflowEntrypoint<Map<String, Object>, ?> code) {
    redeploy(Definitions.of(name, code));
  }

  private void redeploy(WorkflowDefinition definition) {
    server().restart(() -> server().registry().replace(definition));
    deployed.removeIf(older -> older.name().equals(definition.name()));
    deployed.add(definition);
  }

  /**
   * Returns the client of a workflow, as applications get it injected. What it returns stays valid
   * over crashes and restarts of the server.
   *
   * @param name name of a deployed workflow
   * @return its client
   */
  public Workflows workflows(String name) {
    TestServer server = server();
    return new EngineDirectory(server.instances(), server.codec(), server.registry()).get(name);
  }

  /**
   * Returns the client of a workflow.
   *
   * @param type its class
   * @return its client
   */
  public Workflows workflows(Class<? extends WorkflowEntrypoint<?, ?>> type) {
    return workflows(Definitions.nameOf(type));
  }

  /**
   * Returns the clock of engine and workflows.
   *
   * @return stands still until it is moved
   */
  public TestClock clock() {
    return server().clock();
  }

  /** Waits until nothing goes on any more without a move of the clock or an event. */
  public void awaitRest() {
    server().awaitRest();
  }

  /**
   * Looks into an instance.
   *
   * @param instance the instance
   * @return its introspector
   */
  public InstanceIntrospector introspect(WorkflowInstance instance) {
    return introspect(instance.workflow(), instance.id());
  }

  /**
   * Looks into an instance that may be created later.
   *
   * @param workflow name of its workflow
   * @param id its id
   * @return its introspector
   */
  public InstanceIntrospector introspect(String workflow, String id) {
    TestServer server = server();
    return new InstanceIntrospector(
        new InstanceKey(workflow, id),
        server.testMode(),
        new LocalObserver(server),
        TestServer.PATIENCE);
  }

  /**
   * Looks into all instances of a workflow that are created from now on.
   *
   * @param workflow name of the workflow
   * @return its introspector
   * @throws dev.holdfast.api.InvalidRequestException {@code request.invalid} when one is open
   */
  public WorkflowIntrospector introspectAll(String workflow) {
    TestServer server = server();
    return new WorkflowIntrospector(workflow, server.testMode(), new LocalObserver(server));
  }

  /**
   * Returns everything recorded of an instance.
   *
   * @param instance the instance
   * @return its record, steps and attempts
   */
  public InstanceDetails details(WorkflowInstance instance) {
    return server().instances().details(new InstanceKey(instance.workflow(), instance.id()));
  }

  /**
   * Exports what is stored of an instance, for a {@link JournalReplay}.
   *
   * @param instance the instance
   * @return its journal as JSON; results of sensitive steps are left out
   */
  public String exportJournal(WorkflowInstance instance) {
    InstanceKey key = new InstanceKey(instance.workflow(), instance.id());
    return new JournalJson().write(server().instances().journal(key));
  }

  WorkflowDefinition definition(String workflow) {
    return server().registry().get(workflow);
  }

  /** Kills the server without a word and starts it again on the same storage. */
  public void crash() {
    server().crash();
  }

  /**
   * Lets the server die before a journal write and start again: nothing of that write is stored.
   * Counted are the writes of executing instances from now on.
   *
   * @param write 1 for the next one
   */
  public void crashBeforeWrite(int write) {
    server().crashPlan().set(write, true);
  }

  /**
   * Lets the server die after a journal write and start again: the write is stored, and nobody has
   * been told. Counted are the writes of executing instances from now on.
   *
   * @param write 1 for the next one
   */
  public void crashAfterWrite(int write) {
    server().crashPlan().set(write, false);
  }

  /**
   * Counts how often the server has died.
   *
   * @return crashes so far
   */
  public int crashes() {
    return server().deaths();
  }

  /**
   * Counts the journal writes that {@link #crashBeforeWrite} and {@link #crashAfterWrite} count, to
   * know at which of them a test can let the server die.
   *
   * @return the writes of executing instances so far
   */
  public int journalWrites() {
    return server().crashPlan().writes();
  }

  /**
   * Lets a fake take part in the transaction of a step, as a database does. To be called by the
   * body of a transactional step, on its thread.
   *
   * @param action what is done with the commit; not at all when the transaction is rolled back, or
   *     when the server dies before
   * @throws IllegalStateException when the calling thread runs no body of a transactional step
   */
  public void onCommit(Runnable action) {
    server().onCommit(action);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (running == null) {
      TestServer fresh = new TestServer();
      deployed.forEach(fresh.registry()::register);
      running = fresh;
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  /** Kills the server and forgets what it has stored. May be repeated. */
  @Override
  public void close() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  TestServer server() {
    if (running == null) {
      throw new IllegalStateException("The kit is closed");
    }
    return running;
  }
}
