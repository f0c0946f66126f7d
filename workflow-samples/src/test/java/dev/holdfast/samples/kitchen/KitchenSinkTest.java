package dev.holdfast.samples.kitchen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.ChildFailedException;
import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.samples.FakeStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KitchenSinkTest {

  private final FakeStep step = new FakeStep();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                       | {}",
        "[{'run':'a','result':1}]                                 | {}",
        "[{'run':'a','result':{'x':[1,null,true]},'save':'s'}]    | {'s':{'x':[1,null,true]}}",
        "[{'run':'a','save':'s'}]                                 | {'s':null}",
        "[{'run':'a','resultBytes':3,'save':'s'}]                 | {'s':'xxx'}",
        "[{'run':'a','blobBytes':3000,'save':'s'}]                | {'s':3000}",
        "[{'run':'a','blobBytes':0,'save':'s','largeResult':true}]| {'s':0}",
        "[{'run':'a','transactional':true,'result':5,'save':'s'}] | {'s':5}",
        "[{'run':'a','result':1,'save':'s'},{'return':'end'}]     | 'end'",
        "[{'return':null},{'fail':'never'}]                       | null",
        "[{'return':[1.50,'${i}']}]                               | [1.50,'${i}']",
        "[{'repeat':3,'do':[{'run':'a','result':'r${i}','save':'s${i}'}]}] |"
            + " {'s0':'r0','s1':'r1','s2':'r2'}",
        "[{'repeat':5,'do':[{'if':'x','equals':null,'then':[{'run':'a','result':'${i}','save':'x'}],'else':[{'return':'round"
            + " ${i}'}]}]}] | 'round 1'",
        "[{'repeat':2,'do':[{'repeat':2,'do':[{'run':'a','result':['${i}',{'k':'${i}'}],'save':'s${i}'}]}]}]"
            + " | {'s0':['0',{'k':'0'}],'s1':['1',{'k':'1'}]}",
        "[{'repeat':0,'do':[{'fail':'never'}]}]                   | {}",
        "[{'run':'a','result':1.0,'save':'x'},{'if':'x','equals':1,'then':[{'return':'yes'}],'else':[{'return':'no'}]}]"
            + " | 'yes'",
        "[{'run':'a','result':{'k':[1]},'save':'x'},{'if':'x','equals':{'k':[1.0]},'then':[{'return':'yes'}]}]"
            + " | 'yes'",
        "[{'run':'a','result':{'k':[1]},'save':'x'},{'if':'x','equals':{'k':[1,2]},'then':[{'return':'yes'}],'else':[{'return':'no'}]}]"
            + " | 'no'",
        "[{'if':'x','equals':1,'then':[{'return':'yes'}]}]        | {}",
        "[{'parallel':[[{'run':'a','result':1,'save':'x'}],[{'run':'b','result':2,'save':'y'}]]}] |"
            + " {'x':1,'y':2}",
        "[{'parallel':[[],[{'return':'second'}],[{'return':'third'}]]},{'return':'after'}] |"
            + " 'second'",
        "[{'parallel':[]}]                                        | {}",
        "[{'allSettled':[[{'run':'a','result':1,'save':'x'}],[{'return':'end'}]],'save':'s'}] |"
            + " {'x':1,'s':[{'result':{'x':1}},{'result':'end'}]}",
        "[{'allSettled':[[{'fail':'no'}],[{'return':null}]],'save':'s'}] |"
            + " {'s':[{'error':{'name':'ScriptFailure','message':'no'}},{'result':null}]}",
        "[{'allSettled':[],'save':'s'}]                           | {'s':[]}",
        "[{'race':'r','branches':[[{'return':'first'}],[{'return':'second'}]],'save':'w'}] |"
            + " {'w':{'winner':0,'value':'first'}}",
        "[{'race':'r','branches':[[{'run':'a','result':1,'save':'x'}],[]],'losers':'keepRunning','save':'w'}] |"
            + " {'x':1,'w':{'winner':0,'value':{'x':1}}}",
        "[{'any':'r','branches':[[{'fail':'no'}],[{'return':'second'}]],'losers':'cancel','save':'w'}] |"
            + " {'w':{'winner':1,'value':'second'}}",
      })
  void givesTheValueThatTheScriptAsksFor(String script, String expected) {
    @Nullable Object result = Scripts.run(quoted(script), step);

    assertThat(Scripts.plain(result)).isEqualTo(Scripts.tree(quoted(expected)));
  }

  @Test
  void keepsTheValuesOfABranchFromTheOthersUntilAllHaveEnded() {
    @Nullable Object result =
        Scripts.run(
            quoted(
                """
                [{'run':'a','result':'before','save':'x'},
                 {'parallel':[
                   [{'run':'b','result':'changed','save':'x'}],
                   [{'if':'x','equals':'before','then':[{'run':'c','result':'unchanged','save':'y'}]}]]}]
                """),
            step);

    // The second branch began with an x, but saved none: that of the first one counts.
    assertThat(result).isEqualTo(Scripts.tree(quoted("{'x':'changed','y':'unchanged'}")));
  }

  @Test
  void runsBranchesInScopesOfTheirOwn() {
    Scripts.run(quoted("[{'parallel':[[{'run':'a'}],[{'run':'a'},{'sleep':'s','for':5}]]}]"), step);

    assertThat(step.calls())
        .containsExactly("run branch-0/a#1", "run branch-1/a#1", "sleep branch-1/s");
  }

  @Test
  void recordsTheEffectOfATransactionalStepInItsTransaction() {
    ListedEffects effects = new ListedEffects();

    Scripts.run(
        quoted("[{'run':'a','transactional':true,'effect':'k','failTimes':1}]"), step, effects);

    assertThat(step.calls()).containsExactly("transactional a#1", "transactional a#2");
    assertThat(effects.list("i1")).isEmpty();
    assertThat(effects.inTransactions).extracting(Effect::attempt).containsExactly(1, 2);
  }

  @Test
  void failsAsOftenAsToldByTheNumberOfTheAttempt() {
    Scripts.run(quoted("[{'run':'a','failTimes':2}]"), step);

    assertThat(step.calls()).containsExactly("run a#1", "run a#2", "run a#3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'failTimes':9,'error':'boom'}                | ScriptFailure         | boom | 6",
        "{'failTimes':9,'retries':{'limit':0}}         | ScriptFailure         | The script made"
            + " the attempt fail | 1",
        "{'error':'boom','retries':{'limit':2}}        | ScriptFailure         | boom | 3",
        "{'errorType':'nonRetryable','error':'final'}  | NonRetryableException | final | 1",
        "{'failTimes':1,'errorType':'nonRetryable'}    | NonRetryableException | The script made"
            + " the attempt fail | 1",
      })
  void catchesAStepThatFailsForGood(String options, String name, String message, int attempts) {
    String run = options.replaceFirst("\\{", "{'run':'a','catch':[{'run':'clean up'}],");

    @Nullable Object result = Scripts.run(quoted("[" + run + "]"), step);

    assertThat(result)
        .isEqualTo(
            Scripts.tree(
                quoted("{'error':{'name':'%s','message':'%s'}}".formatted(name, message))));
    assertThat(step.calls()).hasSize(attempts + 1).endsWith("run clean up#1");
  }

  @Test
  void failsWithTheMessageOfTheScript() {
    assertThatExceptionOfType(ScriptFailure.class)
        .isThrownBy(() -> Scripts.run(quoted("[{'fail':'no more'}]"), step))
        .withMessage("no more");
  }

  @Test
  void sleepsAsTold() {
    Scripts.run(
        quoted(
            """
            [{'sleep':'s','for':'2 seconds'},{'sleep':'ms','for':250},
             {'sleepUntil':'u','at':'2030-01-01T00:00:00Z'}]
            """),
        step);

    assertThat(step.sleeps()).extracting(Object::toString).containsExactly("PT2S", "PT0.25S");
    assertThat(step.calls()).endsWith("sleepUntil u 2030-01-01T00:00:00Z");
  }

  @Test
  void savesThePayloadOfAnEvent() {
    step.withEvent("t", "first").withEvent("t", null);

    @Nullable Object result =
        Scripts.run(
            quoted(
                """
                [{'waitForEvent':'w','type':'t','timeout':'5s','save':'x'},
                 {'waitForEvent':'v','type':'t','save':'y'}]
                """),
            step);

    assertThat(result).isEqualTo(Scripts.tree(quoted("{'x':'first','y':null}")));
    assertThat(step.calls()).containsExactly("wait w PT5S", "wait v PT24H");
  }

  @Test
  void savesTheOutputOfAChildOrItsId() {
    @Nullable Object result =
        Scripts.run(
            quoted(
                """
                [{'repeat':1,'do':[
                   {'child':'call','id':'c${i}','params':{'script':['${i}']},'save':'x'}]},
                 {'child':'start','workflow':'other','await':false,'save':'y'}]
                """),
            step);

    assertThat(result)
        .isEqualTo(Scripts.tree(quoted("{'x':{'script':['0']},'y':'other-of-start'}")));
    assertThat(step.calls())
        .containsExactly("callChild call kitchen-sink/c0", "startChild start other/other-of-start");
  }

  @Test
  void catchesAChildThatGivesNoOutput() {
    @Nullable Object result =
        Scripts.run(quoted("[{'child':'call','id':'lost','catch':[{'return':'caught'}]}]"), step);

    assertThat(result).isEqualTo("caught");
    assertThatExceptionOfType(ChildFailedException.class)
        .isThrownBy(() -> Scripts.run(quoted("[{'child':'call','id':'lost'}]"), step));
  }

  @Test
  void publishesProgress() {
    Scripts.run(quoted("[{'progress':{'a':[1]}},{'progress':null}]"), step);

    assertThat(step.progress()).containsExactly(Scripts.tree(quoted("{'a':[1]}")), null);
  }

  @Test
  void goesAnotherWayAfterATimeout() {
    @Nullable Object result =
        Scripts.run(
            quoted("[{'waitForEvent':'w','type':'t','onTimeout':[{'return':'late'}]}]"), step);

    assertThat(result).isEqualTo("late");
  }

  @Test
  void endsWithTheTimeoutThatNobodyHandles() {
    assertThatExceptionOfType(EventTimeoutException.class)
        .isThrownBy(() -> Scripts.run(quoted("[{'waitForEvent':'w','type':'t'}]"), step));
  }

  private static String quoted(String script) {
    return script.replace('\'', '"');
  }
}
