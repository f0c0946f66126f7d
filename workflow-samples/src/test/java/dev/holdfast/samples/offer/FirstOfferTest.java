package dev.holdfast.samples.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.testing.HoldfastKit;
import dev.holdfast.testing.HoldfastTest;
import dev.holdfast.testing.InstanceIntrospector;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@HoldfastTest
class FirstOfferTest {

  private final List<String> sent = new CopyOnWriteArrayList<>();

  @Test
  void ordersFromWhoAnswersFirst(HoldfastKit kit) {
    WorkflowInstance instance = ask(kit);

    instance.sendEvent("offer-west", new Offer(new BigDecimal("9.80")));
    InstanceIntrospector introspector = kit.introspect(instance);
    introspector.waitForStatus(InstanceStatus.COMPLETE);

    assertThat(introspector.output()).isEqualTo(new OfferResult("west", new BigDecimal("9.80")));
    assertThat(sent)
        .containsExactlyInAnyOrder(
            "east@example.org What do you want for tea?",
            "west@example.org What do you want for tea?",
            "west@example.org We order tea");
  }

  @Test
  void keepsToTheFirstAnswerWhateverCrashes(HoldfastKit kit) {
    WorkflowInstance instance = ask(kit);
    InstanceIntrospector introspector = kit.introspect(instance);

    kit.crash();
    instance.sendEvent("offer-east", new Offer(BigDecimal.TEN));
    introspector.waitForStatus(InstanceStatus.COMPLETE);

    assertThat(introspector.output()).isEqualTo(new OfferResult("east", BigDecimal.TEN));
    assertThat(sent).filteredOn(mail -> mail.contains("We order")).hasSize(1);
  }

  @Test
  void givesUpAfterADay(HoldfastKit kit) {
    WorkflowInstance instance = ask(kit);

    kit.clock().advance("23 hours");
    assertThat(instance.status().status()).isEqualTo(InstanceStatus.WAITING);
    kit.clock().advance("1 hour");

    assertThat(instance.status().output()).isEqualTo(OfferResult.NONE);
    assertThat(sent).hasSize(2);
  }

  private WorkflowInstance ask(HoldfastKit kit) {
    kit.deploy(
        FirstOffer.class,
        () -> new FirstOffer((key, recipient, subject) -> sent.add(recipient + " " + subject)));
    WorkflowInstance instance =
        kit.workflows(FirstOffer.class)
            .create(CreateOptions.ofParams(new OfferRequest("tea", List.of("east", "west"), null)));
    kit.awaitRest();
    return instance;
  }
}
