package dev.holdfast.samples.kitchen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.testing.HoldfastKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KitchenSinkOnTheEngineTest {

  private final ListedEffects effects = new ListedEffects();

  @RegisterExtension
  private final HoldfastKit kit =
      HoldfastKit.create().deploy(KitchenSink.class, () -> new KitchenSink(effects));

  @Test
  void keepsFromALoserThatGoesOnWhatIsSavedAfterItsStart() {
    WorkflowInstance instance =
        create(
            """
            [{'race':'r','losers':'keepRunning','branches':[
              [{'run':'quick','result':1,'save':'x'}],
              [{'sleep':'nap','for':'1 hour'},
               {'if':'x','equals':1,
                'then':[{'run':'look','effect':'seen'}],
                'else':[{'run':'look','effect':'unseen'}]}]]}]
            """);

    kit.clock().advance("1 hour");

    assertThat(effects.list(instance.id())).extracting(Effect::key).containsExactly("unseen");
  }

  private WorkflowInstance create(String script) {
    String params = "{\"script\":" + script.replace('\'', '"') + "}";
    return kit.workflows(KitchenSink.class).create(CreateOptions.ofParams(Scripts.params(params)));
  }
}
