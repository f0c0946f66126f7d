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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@HoldfastTest
class InvoicingTest {

  private final List<String> issued = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void issuesEachInvoiceOnceWhenTheServerDiesBeforeAWrite(int write, HoldfastKit kit) {
    kit.crashBeforeWrite(write);

    issueThree(kit);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void issuesEachInvoiceOnceWhenTheServerDiesAfterAWrite(int write, HoldfastKit kit) {
    kit.crashAfterWrite(write);

    issueThree(kit);
  }

  private void issueThree(HoldfastKit kit) {
    WorkflowInstance instance =
        start(kit, (number, customer) -> kit.onCommit(() -> issued.add(number)), 3);

    assertThat(instance.status().output()).isEqualTo(3);
    assertThat(issued).containsExactly("i-1", "i-2", "i-3");
    assertThat(kit.crashes()).isEqualTo(1);
  }

  @Test
  void failsWhenTheOfficeDoes(HoldfastKit kit) {
    WorkflowInstance instance =
        start(
            kit,
            (number, customer) -> {
              throw new IllegalStateException("The broker is away");
            },
            1);

    assertThat(instance.status().status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(instance.status().error())
        .hasValueSatisfying(error -> assertThat(error.message()).isEqualTo("The broker is away"));
  }

  private static WorkflowInstance start(HoldfastKit kit, InvoiceOffice office, int invoices) {
    kit.deploy(Invoicing.class, () -> new Invoicing(office));
    WorkflowInstance instance =
        kit.workflows(Invoicing.class)
            .create(CreateOptions.ofId("i").withParams(new InvoiceRun("Ada", invoices)));
    kit.clock().advance("1 day");
    return instance;
  }
}
