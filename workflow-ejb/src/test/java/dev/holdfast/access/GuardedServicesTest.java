package dev.holdfast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.audit.Audit;
import dev.holdfast.engine.audit.AuditService;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.AuditScope;
import dev.holdfast.engine.model.AuditSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Requester;
import dev.holdfast.engine.port.AuditTrail;
import dev.holdfast.engine.port.AuditTrail.Filter;
import dev.holdfast.memory.InMemoryAuditTrail;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryIdSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every method of the guarded services to the role that it is for. */
class GuardedServicesTest {

  /** What is not listed here is not known to be guarded: a new method fails the test. */
  private static final Map<String, String> WEAKEST =
      Map.ofEntries(
          Map.entry("InstanceService.create", RoleNames.STARTER),
          Map.entry("InstanceService.createBatch", RoleNames.STARTER),
          Map.entry("InstanceService.sendEvent", RoleNames.STARTER),
          Map.entry("InstanceService.get", RoleNames.VIEWER),
          Map.entry("InstanceService.find", RoleNames.VIEWER),
          Map.entry("InstanceService.details", RoleNames.VIEWER),
          Map.entry("InstanceService.journal", RoleNames.OPERATOR),
          Map.entry("InstanceService.findLargeResult", RoleNames.VIEWER),
          Map.entry("InstanceService.list", RoleNames.VIEWER),
          Map.entry("InstanceService.count", RoleNames.VIEWER),
          Map.entry("InstanceService.steer", RoleNames.OPERATOR),
          Map.entry("InstanceService.deleteBatch", RoleNames.ADMIN),
          Map.entry("InstanceService.awaitEnd", RoleNames.VIEWER),
          Map.entry("InstanceService.watchEnd", RoleNames.VIEWER),
          Map.entry("InstanceService.log", RoleNames.VIEWER),
          Map.entry("InstanceService.subscribe", RoleNames.VIEWER),
          Map.entry("InstanceService.json", GateOfRole.NOBODY), // touches nothing that is stored
          Map.entry("AuditService.list", RoleNames.OPERATOR),
          Map.entry("ScheduleService.list", RoleNames.VIEWER),
          Map.entry("ScheduleService.nextFirings", RoleNames.VIEWER),
          Map.entry("ScheduleService.pause", RoleNames.OPERATOR),
          Map.entry("ScheduleService.resume", RoleNames.OPERATOR),
          Map.entry("ScheduleService.trigger", RoleNames.OPERATOR),
          Map.entry("JobService.control", RoleNames.ADMIN),
          Map.entry("JobService.load", RoleNames.ADMIN),
          Map.entry("JobService.export", RoleNames.ADMIN),
          Map.entry("JobService.purge", RoleNames.ADMIN),
          Map.entry("JobService.output", RoleNames.ADMIN),
          Map.entry("JobService.list", RoleNames.VIEWER),
          Map.entry("JobService.get", RoleNames.VIEWER),
          Map.entry("JobService.problems", RoleNames.VIEWER),
          Map.entry("JobService.stop", RoleNames.ADMIN),
          Map.entry("JobService.restart", RoleNames.ADMIN),
          Map.entry("ParkedMessageService.list", RoleNames.VIEWER),
          Map.entry("ParkedMessageService.count", RoleNames.VIEWER),
          Map.entry("ParkedMessageService.get", RoleNames.VIEWER),
          Map.entry("ParkedMessageService.retry", RoleNames.OPERATOR),
          Map.entry("ParkedMessageService.delete", RoleNames.ADMIN));

  private static final PayloadAudience EVERYBODY =
      new PayloadAudience(new GateOfRole(GateOfRole.NOBODY), RoleNames.VIEWER);
  private static final InstanceKey KEY = new InstanceKey("order", "a");
  private static final Set<String> CHANGES =
      Set.of(
          "create",
          "createBatch",
          "sendEvent",
          "steer",
          "deleteBatch",
          "pause",
          "resume",
          "trigger",
          "retry",
          "delete",
          "control",
          "export",
          "purge",
          "output",
          "load",
          "stop",
          "restart");

  private final List<String> reached = new ArrayList<>();
  private final AuditTrail trail =
      new InMemoryAuditTrail(new InMemoryDatabase(InstantSource.fixed(Instant.EPOCH)));

  static Stream<Arguments> callsByEachRole() {
    return Stream.of(
            InstanceService.class,
            ScheduleService.class,
            ParkedMessageService.class,
            AuditService.class,
            JobService.class)
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(method -> !method.isDefault())
        .flatMap(
            method ->
                Stream.concat(Stream.of(GateOfRole.NOBODY), RoleNames.ASCENDING.stream())
                    .map(role -> arguments(method, role)));
  }

  @ParameterizedTest
  @MethodSource("callsByEachRole")
  void letsEachRoleDoItsShareAndNoMore(Method method, String role) throws Exception {
    String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    String weakest = Objects.requireNonNull(WEAKEST.get(name), "Say who may call " + name);
    boolean may = RoleNames.ASCENDING.indexOf(role) >= RoleNames.ASCENDING.indexOf(weakest);

    @Nullable Throwable refusal = call(method, role);

    if (may) {
      assertThat(refusal).isNull();
      assertThat(reached).containsExactly(method.getName());
    } else {
      assertThat(reached).isEmpty();
      assertThat(outcomes())
          .isEqualTo(CHANGES.contains(method.getName()) ? List.of("access.denied") : List.of());
      assertThat(refusal)
          .isInstanceOfSatisfying(
              WorkflowException.class, e -> assertThat(e.code()).isEqualTo("access.denied"));
      assertThat(refusal).hasMessageContaining(weakest);
    }
  }

  @Test
  void letsOperatorsDeleteNothingByControl() {
    GuardedInstances guarded =
        new GuardedInstances(engine(InstanceService.class), guard(RoleNames.OPERATOR), EVERYBODY);

    assertThatThrownBy(() -> guarded.steer(KEY, new Command.Delete(), "ann"))
        .hasMessageContaining("admin");

    assertThat(reached).isEmpty();
  }

  @Test
  void recordsWhoHasDoneWhatAndWhy() {
    new GuardedSchedules(engine(ScheduleService.class), guard(RoleNames.OPERATOR), EVERYBODY)
        .pause("daily", "0 6 * * *");

    assertThat(trail.list(Filter.ALL, Optional.empty(), 10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.by())
                  .isEqualTo(new Requester("ann", "operator", "10.0.0.1", "because"));
              assertThat(entry.command()).isEqualTo("schedule.pause");
              assertThat(entry.workflow()).isEqualTo("daily");
              assertThat(entry.target()).isEqualTo("0 6 * * *");
              assertThat(entry.outcome()).isEqualTo(AuditEntry.DONE);
            });
  }

  @Test
  void recordsWhatTheEngineRefuses() {
    InstanceService refusing =
        (InstanceService)
            Proxy.newProxyInstance(
                InstanceService.class.getClassLoader(),
                new Class<?>[] {InstanceService.class},
                (proxy, method, arguments) -> {
                  throw new InstanceNotFoundException("not there");
                });
    GuardedInstances guarded = new GuardedInstances(refusing, guard(RoleNames.OPERATOR), EVERYBODY);

    assertThatThrownBy(() -> guarded.steer(KEY, new Command.Pause(), "ann"))
        .isInstanceOf(InstanceNotFoundException.class);

    assertThat(outcomes()).containsExactly("instance.not_found");
  }

  private List<String> outcomes() {
    return trail.list(Filter.ALL, Optional.empty(), 10).stream().map(AuditEntry::outcome).toList();
  }

  private @Nullable Throwable call(Method method, String role) throws IllegalAccessException {
    Guard guard = guard(role);
    Object guarded =
        Stream.of(
                new GuardedInstances(engine(InstanceService.class), guard, EVERYBODY),
                new GuardedSchedules(engine(ScheduleService.class), guard, EVERYBODY),
                new GuardedParkedMessages(engine(ParkedMessageService.class), guard, EVERYBODY),
                new GuardedJobs(engine(JobService.class), guard, EVERYBODY),
                new GuardedAudit(engine(AuditService.class), guard))
            .filter(method.getDeclaringClass()::isInstance)
            .findFirst()
            .orElseThrow();
    try {
      method.invoke(
          guarded,
          Arrays.stream(method.getParameterTypes()).map(GuardedServicesTest::argument).toArray());
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static @Nullable Object argument(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == InstanceKey.class) {
      return KEY;
    }
    if (type == Command.class) {
      return new Command.Pause();
    }
    if (type == NewInstance.class) {
      return NewInstance.of("order", "api", "ann");
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == String.class) {
      return "text";
    }
    if (type == BulkControl.class) {
      return new BulkControl(BulkControl.Action.PAUSE, false, BulkFilter.ALL);
    }
    return type == List.class ? List.of() : null;
  }

  private Guard guard(String role) {
    CallDetails details = new CallDetails();
    details.setAddress("10.0.0.1");
    details.setReason("because");
    return new Guard(
        new GateOfRole(role),
        new Audit(
            trail,
            new InMemoryIdSource(),
            InstantSource.fixed(Instant.EPOCH),
            new AuditSettings(AuditScope.ALL, Optional.empty())),
        () -> details);
  }

  private <T> T engine(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              reached.add(method.getName());
              return nothing(method.getReturnType());
            }));
  }

  private static @Nullable Object nothing(Class<?> type) {
    if (type == long.class) {
      return 0L;
    }
    if (type == Optional.class) {
      return Optional.empty();
    }
    return type == List.class ? List.of() : null;
  }
}
