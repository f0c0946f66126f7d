package dev.holdfast.samples.kitchen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.testing.HoldfastKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs scripts with children on the engine. */
class ChildScriptTest {

  @RegisterExtension
  private final HoldfastKit kit =
      HoldfastKit.create().deploy(KitchenSink.class, () -> new KitchenSink(new ListedEffects()));

  @Test
  void callsAChildWithAScriptOfItsOwn() {
    WorkflowInstance parent =
        run(
            """
            [{'child':'call','id':'c1','save':'x','params':{'script':[
               {'progress':{'done':1}},
               {'sleep':'nap','for':'1 hour'},
               {'return':{'of':'the child'}}]}}]
            """);
    assertThat(parent.status().status()).isEqualTo(InstanceStatus.WAITING);
    assertThat(child("c1").progress()).hasToString("{done=1}");

    kit.clock().advance("1 hour");

    assertThat(Scripts.plain(output(parent)))
        .isEqualTo(Scripts.tree("{\"x\":{\"of\":\"the child\"}}"));
  }

  @Test
  void startsAChildAndGoesOn() {
    WorkflowInstance parent =
        run(
            """
            [{'child':'start','id':'c1','await':false,'save':'x','params':{'script':[
               {'sleep':'nap','for':'1 hour'}]}}]
            """);

    assertThat(output(parent)).hasToString("{x=c1}");
    assertThat(child("c1").status().status()).isEqualTo(InstanceStatus.WAITING);
  }

  @Test
  void terminatesAChildWithItsParentWhenTheScriptSaysSo() {
    WorkflowInstance parent =
        run(
            """
            [{'child':'start','id':'c1','await':false,'closePolicy':'terminate','params':{'script':[
               {'sleep':'nap','for':'1 hour'}]}},
             {'sleep':'nap','for':'1 minute'}]
            """);

    kit.clock().advance("1 minute");

    assertThat(parent.status().status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(child("c1").status().status()).isEqualTo(InstanceStatus.TERMINATED);
  }

  @Test
  void savesTheErrorOfAChildThatFails() {
    WorkflowInstance parent =
        run(
            """
            [{'child':'call','id':'c1','params':{'script':[{'fail':'no'}]},'catch':[]}]
            """);

    assertThat(output(parent))
        .asString()
        .contains("name=ChildFailedException", "code=child.failed", "no");
  }

  private static @Nullable Object output(WorkflowInstance instance) {
    return instance.status().output();
  }

  private WorkflowInstance child(String id) {
    return kit.workflows(KitchenSink.class).get(id);
  }

  private WorkflowInstance run(String script) {
    String json = "{\"script\":" + script.replace('\'', '"') + "}";
    WorkflowInstance instance =
        kit.workflows(KitchenSink.class).create(CreateOptions.ofParams(Scripts.params(json)));
    kit.awaitRest();
    return instance;
  }
}
