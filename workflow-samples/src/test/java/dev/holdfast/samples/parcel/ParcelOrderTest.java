package dev.holdfast.samples.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.testing.HoldfastKit;
import dev.holdfast.testing.HoldfastTest;
import dev.holdfast.testing.JournalReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@HoldfastTest
class ParcelOrderTest {

  /** What an order has left that an earlier version ran to its end; never write it anew. */
  private static final Path RECORDED = Path.of("src/test/resources/journals/parcel-order.json");

  @Test
  void goesOnWhileTheParcelTravels(HoldfastKit kit) {
    WorkflowInstance order = order(kit, false);

    assertThat(order.status().output()).isEqualTo(new ParcelOrderResult("child-o1", "on its way"));
    assertThat(parcel(kit).progress()).isEqualTo("on its way");
    kit.clock().advance("2 days");

    assertThat(parcel(kit).status().output()).isEqualTo("delivered: To Ada");
    assertThat(parcel(kit).progress()).isEqualTo("at the door");
  }

  @Test
  void waitsForTheDeliveryWhenAskedTo(HoldfastKit kit) {
    WorkflowInstance order = order(kit, true);

    assertThat(order.status().status()).isEqualTo(InstanceStatus.WAITING);
    kit.clock().advance("2 days");

    assertThat(order.status().output())
        .isEqualTo(new ParcelOrderResult("child-o1", "delivered: To Ada"));
  }

  @Test
  void stopsTheDeliveryThatItWaitsForWhenItIsStopped(HoldfastKit kit) {
    WorkflowInstance order = order(kit, true);

    order.terminate();
    kit.clock().advance("1 minute");

    assertThat(parcel(kit).status().status()).isEqualTo(InstanceStatus.TERMINATED);
  }

  @Test
  void saysWhyNothingWasDelivered(HoldfastKit kit) {
    WorkflowInstance order = order(kit, true);

    parcel(kit).terminate();
    kit.clock().advance("1 minute");

    assertThat(order.status().output())
        .isEqualTo(new ParcelOrderResult("child-o1", "child.terminated"));
  }

  @Test
  void stillDoesWhatInstancesOfEarlierVersionsHaveRecorded(HoldfastKit kit) throws IOException {
    kit.deploy(ParcelOrder.class, ParcelOrder::new);

    JournalReplay.of(Files.readString(RECORDED)).against(kit).requireGreen();
  }

  private static WorkflowInstance order(HoldfastKit kit, boolean waits) {
    kit.deploy(ParcelOrder.class, ParcelOrder::new);
    kit.deploy(Parcel.class, Parcel::new);
    WorkflowInstance order =
        kit.workflows("parcel-order")
            .create(
                CreateOptions.ofParams(new ParcelOrderRequest("Ada", waits, null)).withId("o1"));
    kit.introspect(order).waitForStatus(waits ? InstanceStatus.WAITING : InstanceStatus.COMPLETE);
    kit.clock().advance("1 second");
    return order;
  }

  private static WorkflowInstance parcel(HoldfastKit kit) {
    return kit.workflows("parcel").get("child-o1");
  }
}
