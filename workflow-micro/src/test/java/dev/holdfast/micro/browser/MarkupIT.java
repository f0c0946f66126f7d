package dev.holdfast.micro.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Puts markup wherever callers can put texts, and looks whether a page takes it for its own. */
@ExtendWith(CommonBrowser.class)
class MarkupIT {

  private static final String KITCHEN = "kitchen-sink";
  private static final String MARKUP =
      "<img src=x onerror='window.harm=1'><script>window.harm=2</script>{{7*7}}#{7*7}";

  @Test
  void showsMarkupOfAnInstanceAsText(Browser browser) {
    RestClient rest = browser.server().rest();
    rest.start(
        KITCHEN,
        "markup-1",
        """
        {"note":"M","script":[
          {"progress":{"M":"M"}},
          {"run":"M","result":{"M":"M"},"save":"x"},
          {"run":"refused M","error":"M","failTimes":1,"retries":{"limit":2,"delay":"1 ms"}},
          {"waitForEvent":"wait for M","type":"answered","timeout":"1 day"},
          {"run":"failed M","error":"M","failTimes":1,"errorType":"nonRetryable"}]}
        """
            .replace("M", MARKUP));
    rest.awaitStatus(KITCHEN, "markup-1", "waiting");
    browser.logIn("operator");

    browser.openInstance(KITCHEN, "markup-1");
    browser.awaitText("<img src=x");
    browser.click(By.id("instance:showLog"));
    browser.await(By.id("instance:entries"));
    openRows(browser);
    assertHarmless(browser);

    rest.sendEvent(KITCHEN, "markup-1", "answered");
    rest.awaitStatus(KITCHEN, "markup-1", "errored");
    browser.openInstance(KITCHEN, "markup-1");
    browser.awaitText("Failed at");
    openRows(browser);
    assertHarmless(browser);
    browser.open("/console/instances.xhtml?workflow=" + KITCHEN + "&q=markup-1");
    browser.awaitText("markup-1");
    assertHarmless(browser);
    browser.open("/console/overview.xhtml");
    browser.await(By.id("overview"));
    assertHarmless(browser);
  }

  @Test
  void showsMarkupThatIsTypedInAsText(Browser browser) {
    RestClient rest = browser.server().rest();
    rest.start(KITCHEN, "markup-2", "{\"script\":[{\"sleep\":\"long\",\"for\":\"1 day\"}]}");
    rest.awaitStatus(KITCHEN, "markup-2", "waiting");
    browser.logIn("operator");

    browser.openInstance(KITCHEN, "markup-2");
    browser.press("Pause");
    browser.type(By.id("instance:confirmReason:reason"), MARKUP);
    browser.pressInDialog("Pause");
    browser.awaitText("Paused since");
    browser.openInstance(KITCHEN, "markup-2");
    browser.press("Send an event");
    browser.type(By.id("instance:eventType"), MARKUP);
    browser.pressInDialog("Send");
    browser.awaitText("(event.invalid_type)");
    assertHarmless(browser);

    browser.open("/console/audit.xhtml?target=markup-2");
    browser.awaitText("<img src=x");
    assertHarmless(browser);
  }

  @Test
  void showsMarkupInAddressesAsText(Browser browser) {
    String markup = "%22%3E%3Cscript%3Ewindow.harm%3D1%3C%2Fscript%3E";
    browser.logIn("admin");

    for (String page :
        new String[] {
          "instances.xhtml?workflow=" + markup,
          "instances.xhtml?workflow=kitchen-sink&q=" + markup + "&status=" + markup,
          "instances.xhtml?workflow=kitchen-sink&from=" + markup + "&order=" + markup,
          "instance.xhtml?workflow=" + markup + "&id=" + markup,
          "create.xhtml?workflow=" + markup,
          "audit.xhtml?target=" + markup + "&caller=" + markup,
          "overview.xhtml?period=" + markup
        }) {
      browser.open("/console/" + page);
      browser.await(By.id("content"));
      assertHarmless(browser);
    }
    browser.open("/login.xhtml?next=" + markup);
    browser.await(By.id("password"));
    assertHarmless(browser);
  }

  private static void openRows(Browser browser) {
    int rows = browser.count(By.cssSelector("#instance\\:steps_data > tr"));
    for (int row = 0; row < rows; row++) {
      browser.click(
          By.cssSelector("#instance\\:steps_data > tr[data-ri='" + row + "'] .ui-row-toggler"));
      int opened = row + 1;
      browser.awaitCount(
          By.cssSelector("#instance\\:steps_data > tr.ui-expanded-row-content"), opened);
    }
  }

  private static void assertHarmless(Browser browser) {
    assertThat(browser.evaluate("window.harm")).isNull();
    assertThat(browser.count(By.cssSelector("img[src=x]"))).isZero();
    assertThat(browser.complaints()).isEmpty();
  }
}
