package dev.holdfast.samples.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.testing.HoldfastKit;
import dev.holdfast.testing.HoldfastTest;
import dev.holdfast.testing.InstanceIntrospector;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@HoldfastTest
class CampaignTest {

  private final Set<String> sent = ConcurrentHashMap.newKeySet();

  @Test
  void startsALetterForEachRecipient(HoldfastKit kit) {
    deploy(kit);
    int recipients = Campaign.BATCH + 1;

    InstanceIntrospector campaign = kit.introspect(start(kit, recipients));

    campaign.waitForStatus(InstanceStatus.COMPLETE);
    kit.awaitRest();
    assertThat(campaign.output()).isEqualTo(recipients);
    assertThat(sent).hasSize(recipients);
    assertThat(kit.workflows(CampaignLetter.class).get("spring-500").status().status())
        .isEqualTo(InstanceStatus.COMPLETE);
  }

  @Test
  void startsNoLetterTwiceAfterACrash(HoldfastKit kit) {
    deploy(kit);
    kit.crashBeforeWrite(1); // the letters are there, and the campaign does not know

    InstanceIntrospector campaign = kit.introspect(start(kit, 3));

    campaign.waitForStatus(InstanceStatus.COMPLETE);
    kit.awaitRest();
    assertThat(kit.crashes()).isEqualTo(1);
    assertThat(sent).containsExactlyInAnyOrder("spring-0", "spring-1", "spring-2");
  }

  private void deploy(HoldfastKit kit) {
    kit.deploy(Campaign.class, () -> new Campaign(kit.workflows(CampaignLetter.class)));
    kit.deploy(
        CampaignLetter.class,
        () ->
            new CampaignLetter(
                (key, recipient, subject) -> sent.add(recipient.replace("@example.org", ""))));
  }

  private static WorkflowInstance start(HoldfastKit kit, int recipients) {
    List<String> addresses =
        IntStream.range(0, recipients).mapToObj(i -> "spring-" + i + "@example.org").toList();
    return kit.workflows(Campaign.class)
        .create(CreateOptions.ofId("spring").withParams(new CampaignRequest("News", addresses)));
  }
}
