package dev.holdfast.samples.kitchen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.samples.FakeStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedScriptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[7]                                                | script[0] must be an object, was 7",
        "[{}]                                               | script[0] must have exactly one of",
        "[{\"result\":1}]                                   | script[0] must have exactly one of",
        "[{\"run\":\"a\",\"sleep\":\"b\"}]                  | script[0] must have exactly one of",
        "[{\"run\":7}]                                      | script[0].run must be a text, was 7",
        "[{\"run\":null}]                                   | script[0].run must be a text, was"
            + " null",
        "[{\"run\":\"a\"},{\"run\":\"b\",\"x\":1}]          | script[1].x is not known here",
        "[{\"run\":\"a\",\"save\":1}]                       | script[0].save must be a text, was 1",
        "[{\"run\":\"a\",\"resultBytes\":-1}]               | script[0].resultBytes must be a whole"
            + " number between 0 and",
        "[{\"run\":\"a\",\"resultBytes\":1.5}]              | script[0].resultBytes must be a whole"
            + " number between 0 and",
        "[{\"run\":\"a\",\"resultBytes\":\"1\"}]            | script[0].resultBytes must be a"
            + " number, was \"1\"",
        "[{\"run\":\"a\",\"resultBytes\":200000000}]        | script[0].resultBytes must be a whole"
            + " number between 0 and 134217728, was 200000000",
        "[{\"run\":\"a\",\"result\":1,\"resultBytes\":1}]   | script[0].resultBytes cannot be given"
            + " together with result",
        "[{\"run\":\"a\",\"blobBytes\":1,\"resultBytes\":1}] | script[0].blobBytes cannot be given"
            + " together with resultBytes",
        "[{\"run\":\"a\",\"blobBytes\":-1}]                 | script[0].blobBytes must be a whole"
            + " number",
        "[{\"run\":\"a\",\"largeResult\":1}]                | script[0].largeResult must be true or"
            + " false, was 1",
        "[{\"run\":\"a\",\"transactional\":\"yes\"}]        | script[0].transactional must be true"
            + " or false, was \"yes\"",
        "[{\"run\":\"a\",\"failTimes\":-1}]                 | script[0].failTimes must be a whole"
            + " number",
        "[{\"run\":\"a\",\"failTimes\":true}]               | script[0].failTimes must be a number,"
            + " was true",
        "[{\"run\":\"a\",\"error\":7}]                      | script[0].error must be a text, was"
            + " 7",
        "[{\"run\":\"a\",\"errorType\":\"fatal\"}]          | script[0].errorType must be retryable"
            + " or nonRetryable, was \"fatal\"",
        "[{\"run\":\"a\",\"takes\":\"long\"}]               | script[0].takes is wrong. Duration"
            + " 'long' is not understood",
        "[{\"run\":\"a\",\"takes\":[]}]                     | script[0].takes must be a text, was"
            + " []",
        "[{\"run\":\"a\",\"retries\":3}]                    | script[0].retries must be an object,"
            + " was 3",
        "[{\"run\":\"a\",\"retries\":{\"limit\":1.5}}]      | script[0].retries.limit must be a"
            + " whole number between 0 and 10000, was 1.5",
        "[{\"run\":\"a\",\"retries\":{\"limit\":10001}}]    | script[0].retries.limit must be a"
            + " whole number between 0 and 10000, was 10001",
        "[{\"run\":\"a\",\"retries\":{\"delay\":\"-1 s\"}}] | script[0].retries.delay is wrong."
            + " Duration '-1 s' is not understood",
        "[{\"run\":\"a\",\"retries\":{\"delay\":-5}}]       | script[0].retries.delay must be a"
            + " whole number",
        "[{\"run\":\"a\",\"retries\":{\"backoff\":\"x\"}}]  | script[0].retries.backoff must be"
            + " constant, linear or exponential, was \"x\"",
        "[{\"run\":\"a\",\"retries\":{\"maxDelay\":\"0s\"}}]| script[0].retries.maxDelay is wrong:"
            + " maximum retry delay must be more than zero",
        "[{\"run\":\"a\",\"retries\":{\"jitter\":2}}]       | script[0].retries.jitter is wrong:"
            + " retry jitter must be between 0 and 1",
        "[{\"run\":\"a\",\"retries\":{\"jitter\":\"1\"}}]   | script[0].retries.jitter must be a"
            + " number, was \"1\"",
        "[{\"run\":\"a\",\"retries\":{\"times\":1}}]        | script[0].retries.times is not known"
            + " here",
        "[{\"run\":\"a\",\"delays\":[]}]                    | script[0].delays must not be empty",
        "[{\"run\":\"a\",\"delays\":\"1s\"}]                | script[0].delays must be a list, was"
            + " \"1s\"",
        "[{\"run\":\"a\",\"delays\":[\"1s\",\"soon\"]}]     | script[0].delays[1] is wrong."
            + " Duration 'soon' is not understood",
        "[{\"run\":\"a\",\"delays\":[1]}]                   | script[0].delays[0] must be a text,"
            + " was 1",
        "[{\"run\":\"a\",\"delays\":[\"1s\"],\"retries\":{\"delay\":\"1s\"}}] | script[0].delays"
            + " cannot be given together with retries.delay",
        "[{\"run\":\"a\",\"timeout\":\"0s\"}]               | script[0].timeout is wrong: step"
            + " timeout must be more than zero",
        "[{\"run\":\"a\",\"timeout\":\"2 years\"}]          | script[0].timeout is wrong: step"
            + " timeout must be at most 365 days",
        "[{\"run\":\"a\",\"sensitive\":\"yes\"}]            | script[0].sensitive must be true or"
            + " false, was \"yes\"",
        "[{\"run\":\"a\",\"effect\":{}}]                    | script[0].effect must be a text, was"
            + " {}",
        "[{\"run\":\"a\",\"catch\":{}}]                     | script[0].catch must be a list, was"
            + " {}",
        "[{\"run\":\"a\",\"catch\":[{\"run\":1}]}]          | script[0].catch[0].run must be a"
            + " text, was 1",
        "[{\"sleep\":\"a\"}]                                | script[0].for is missing",
        "[{\"sleep\":\"a\",\"for\":\"5 bananas\"}]          | script[0].for is wrong. Duration '5"
            + " bananas' is not understood",
        "[{\"sleep\":\"a\",\"for\":\"1s\",\"at\":\"x\"}]    | script[0].at is not known here",
        "[{\"sleepUntil\":\"a\"}]                           | script[0].at is missing",
        "[{\"sleepUntil\":\"a\",\"at\":\"tomorrow\"}]       | script[0].at must be an instant such"
            + " as 2030-01-01T00:00:00Z, was \"tomorrow\"",
        "[{\"waitForEvent\":\"a\"}]                         | script[0].type is missing",
        "[{\"waitForEvent\":\"a\",\"type\":\"t\",\"timeout\":\"x\"}] | script[0].timeout is wrong.",
        "[{\"waitForEvent\":\"a\",\"type\":\"t\",\"onTimeout\":[{\"fail\":1}]}] |"
            + " script[0].onTimeout[0].fail must be a text, was 1",
        "[{\"parallel\":{}}]                                | script[0].parallel must be a list,"
            + " was {}",
        "[{\"parallel\":[[],{}]}]                           | script[0].parallel[1] must be a list"
            + " of instructions, was {}",
        "[{\"parallel\":[[],[{\"run\":\"a\"},{\"sleep\":\"b\"}]]}] | script[0].parallel[1][1].for"
            + " is missing",
        "[{\"repeat\":\"3\",\"do\":[]}]                     | script[0].repeat must be a number,"
            + " was \"3\"",
        "[{\"repeat\":100001,\"do\":[]}]                    | script[0].repeat must be a whole"
            + " number between 0 and 100000, was 100001",
        "[{\"repeat\":3}]                                   | script[0].do is missing",
        "[{\"repeat\":3,\"do\":[{\"run\":\"a\",\"retries\":{\"delay\":\"?\"}}]}] |"
            + " script[0].do[0].retries.delay is wrong.",
        "[{\"if\":\"x\",\"then\":[]}]                       | script[0].equals is missing",
        "[{\"if\":1,\"equals\":1}]                          | script[0].if must be a text, was 1",
        "[{\"if\":\"x\",\"equals\":1,\"then\":[{}]}]        | script[0].then[0] must have exactly"
            + " one of",
        "[{\"if\":\"x\",\"equals\":1,\"else\":[[]]}]        | script[0].else[0] must be an object,"
            + " was []",
        "[{\"fail\":null}]                                  | script[0].fail must be a text, was"
            + " null",
        "[{\"allSettled\":[{}]}]                            | script[0].allSettled[0] must be a list",
        "[{\"child\":\"c\",\"closePolicy\":\"x\"}]          | script[0].closePolicy must be abandon"
            + " or terminate, was x",
        "[{\"child\":\"c\",\"ifExists\":\"x\"}]             | script[0].ifExists must be fail or"
            + " return, was x",
        "[{\"child\":\"c\",\"await\":false,\"timeout\":\"1s\"}] | script[0].timeout goes with",
        "[{\"child\":\"c\",\"timeout\":0}]                | script[0].timeout must be more than zero",
        "[{\"race\":\"r\"}]                                  | script[0].branches is missing",
        "[{\"any\":\"r\",\"branches\":[[{}]]}]              | script[0].branches[0][0] must have",
        "[{\"race\":\"r\",\"branches\":[[]],\"losers\":\"x\"}] | script[0].losers must be cancel or"
            + " keepRunning, was x",
        "[{\"run\":\"a\",\"compensateFailTimes\":1}]       | script[0].compensateFailTimes needs"
            + " compensate",
        "[{\"run\":\"a\",\"compensate\":\"k\",\"compensateRetries\":{\"limit\":-1}}] |"
            + " script[0].compensateRetries.limit must be a whole number",
        "[{\"return\":1,\"save\":\"x\"}]                    | script[0].save is not known here",
      })
  void namesThePathOfWhatIsWrong(String script, String problem) {
    assertThatExceptionOfType(MalformedScriptException.class)
        .isThrownBy(() -> Scripts.run(script, new FakeStep()))
        .withMessageStartingWith("The script cannot run: " + problem)
        .satisfies(e -> assertThat(e.code()).isEqualTo("params.invalid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"script\":{}}", "{\"script\":null}"})
  void needsAScript(String params) {
    assertThatExceptionOfType(MalformedScriptException.class)
        .isThrownBy(() -> Block.script(Scripts.params(params)))
        .withMessageStartingWith("The script cannot run: script ");
  }

  @Test
  void runsNothingOfAScriptThatGoesWrongLater() {
    FakeStep step = new FakeStep();

    assertThatExceptionOfType(MalformedScriptException.class)
        .isThrownBy(() -> Scripts.run("[{\"run\":\"a\"},{\"sleep\":\"b\"}]", step));

    assertThat(step.calls()).isEmpty();
  }

  @Test
  void cutsALongValueInTheMessage() {
    String script = "[{\"sleep\":\"a\",\"for\":[\"" + "y".repeat(5_000) + "\"]}]";

    assertThatExceptionOfType(MalformedScriptException.class)
        .isThrownBy(() -> Scripts.run(script, new FakeStep()))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).endsWith("…"));
  }
}
