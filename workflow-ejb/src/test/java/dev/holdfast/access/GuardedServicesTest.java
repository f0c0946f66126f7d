package dev.holdfast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.model.InstanceKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
          Map.entry("InstanceService.counts", RoleNames.VIEWER),
          Map.entry("InstanceService.steer", RoleNames.OPERATOR),
          Map.entry("InstanceService.deleteBatch", RoleNames.ADMIN),
          Map.entry("InstanceService.awaitEnd", RoleNames.VIEWER),
          Map.entry("InstanceService.log", RoleNames.VIEWER),
          Map.entry("InstanceService.subscribe", RoleNames.VIEWER),
          Map.entry("InstanceService.json", GateOfRole.NOBODY), // touches nothing that is stored
          Map.entry("ScheduleService.list", RoleNames.VIEWER),
          Map.entry("ScheduleService.nextFirings", RoleNames.VIEWER),
          Map.entry("ScheduleService.pause", RoleNames.OPERATOR),
          Map.entry("ScheduleService.resume", RoleNames.OPERATOR),
          Map.entry("ScheduleService.trigger", RoleNames.OPERATOR),
          Map.entry("ParkedMessageService.list", RoleNames.VIEWER),
          Map.entry("ParkedMessageService.count", RoleNames.VIEWER),
          Map.entry("ParkedMessageService.get", RoleNames.VIEWER),
          Map.entry("ParkedMessageService.retry", RoleNames.OPERATOR),
          Map.entry("ParkedMessageService.delete", RoleNames.ADMIN));

  private final List<String> reached = new ArrayList<>();

  static Stream<Arguments> callsByEachRole() {
    return Stream.of(InstanceService.class, ScheduleService.class, ParkedMessageService.class)
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
      assertThat(refusal)
          .isInstanceOfSatisfying(
              WorkflowException.class, e -> assertThat(e.code()).isEqualTo("access.denied"));
      assertThat(refusal).hasMessageContaining(weakest);
      assertThat(reached).isEmpty();
    }
  }

  @Test
  void letsOperatorsDeleteNothingByControl() {
    GuardedInstances guarded =
        new GuardedInstances(engine(InstanceService.class), new GateOfRole(RoleNames.OPERATOR));
    InstanceKey key = new InstanceKey("order", "a");

    assertThatThrownBy(() -> guarded.steer(key, new Command.Delete(), "ann"))
        .hasMessageContaining("admin");

    assertThat(reached).isEmpty();
  }

  private @Nullable Throwable call(Method method, String role) throws IllegalAccessException {
    Gate gate = new GateOfRole(role);
    Object guarded =
        Stream.of(
                new GuardedInstances(engine(InstanceService.class), gate),
                new GuardedSchedules(engine(ScheduleService.class), gate),
                new GuardedParkedMessages(engine(ParkedMessageService.class), gate))
            .filter(method.getDeclaringClass()::isInstance)
            .findFirst()
            .orElseThrow();
    try {
      method.invoke(
          guarded,
          Arrays.stream(method.getParameterTypes())
              .map(type -> type == int.class ? 1 : type == long.class ? (Object) 1L : null)
              .toArray());
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private <T> T engine(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              reached.add(method.getName());
              return method.getReturnType() == long.class ? (Object) 0L : null;
            }));
  }
}
