package dev.holdfast.samples.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.testing.HoldfastKit;
import dev.holdfast.testing.HoldfastTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@HoldfastTest
class InvoicingTest {

  private final List<String> issued = new CopyOnWriteArrayList<>();

  @Test
  void issuesEachInvoiceOnceWhereverTheServerDies(HoldfastKit kit) {
    for (int write = 1; write <= 6; write++) {
      WorkflowInstance instance = start(kit, "before-" + write, 3, () -> {}, write, true);
      assertThat(instance.status().output()).isEqualTo(3);
      start(kit, "after-" + write, 3, () -> {}, write, false);
    }

    assertThat(issued).hasSize(6 * 2 * 3).doesNotHaveDuplicates();
  }

  @Test
  void failsWithTheOffice(HoldfastKit kit) {
    WorkflowInstance instance =
        start(
            kit,
            "i",
            1,
            () -> {
              throw new IllegalStateException("The broker is away");
            },
            0,
            false);
    kit.clock().advance("1 day");

    assertThat(instance.status().status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(issued).isEmpty();
  }

  private WorkflowInstance start(
      HoldfastKit kit, String id, int invoices, Runnable before, int write, boolean crashBefore) {
    kit.deploy(
        Invoicing.class,
        () ->
            new Invoicing(
                (number, customer) -> {
                  before.run();
                  kit.onCommit(() -> issued.add(number));
                }));
    if (write > 0 && crashBefore) {
      kit.crashBeforeWrite(write);
    } else if (write > 0) {
      kit.crashAfterWrite(write);
    }
    WorkflowInstance instance =
        kit.workflows(Invoicing.class)
            .create(CreateOptions.ofId(id).withParams(new InvoiceRun("Ada", invoices)));
    kit.clock().advance("1 minute");
    return instance;
  }
}
