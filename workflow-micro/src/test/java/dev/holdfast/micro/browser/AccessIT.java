package dev.holdfast.micro.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Holds the pages to the roles of those who look at them. */
@ExtendWith(CommonBrowser.class)
class AccessIT {

  private static final By BUTTONS = By.xpath("//main//button[normalize-space()!='']");

  @Test
  void letsViewersLookAndDoNothing(Browser browser) {
    RestClient rest = browser.server().rest();
    rest.start("approval", "seen-1", "{\"userId\":\"ada\"}");
    rest.awaitStatus("approval", "seen-1", "waiting");
    browser.logIn("viewer");

    browser.openInstance("approval", "seen-1");
    browser.awaitText("wait for approval");
    assertThat(browser.text()).doesNotContain("Terminate", "Send an event", "Restart");
    browser.open("/console/instances.xhtml?workflow=approval&q=seen-1");
    browser.awaitText("seen-1");
    assertThat(browser.count(By.cssSelector("#list\\:rows .ui-chkbox"))).isZero();
    assertThat(browser.text()).doesNotContain("Terminate", "All of the filter");
    browser.open("/console/create.xhtml");
    browser.awaitText("Your role does not allow you to create instances.");
    assertThat(browser.count(BUTTONS)).isZero();
  }

  @Test
  void showsTheAuditTrailToOperatorsAlone(Browser browser) {
    browser.logIn("viewer");
    assertThat(browser.text(By.tagName("nav"))).doesNotContain("Audit");
    browser.open("/console/audit.xhtml");
    browser.awaitText("(access.denied)");
    assertThat(browser.text()).contains("No entries match.");

    browser.logIn("operator");
    assertThat(browser.text(By.tagName("nav"))).contains("Audit");
  }

  @Test
  void leavesBulkWorkToAdmins(Browser browser) {
    browser.logIn("operator");

    browser.open("/console/instances.xhtml?workflow=approval");

    browser.await(By.id("list:rows"));
    assertThat(browser.text()).contains("Terminate").doesNotContain("All of the filter");
  }

  @Test
  void logsOutAndInAgain(Browser browser) {
    browser.logIn("viewer");

    browser.press("Log out");
    browser.await(By.id("password"));
    browser.open("/console/nodes.xhtml");
    browser.await(By.id("password"));
    assertThat(browser.path()).startsWith("/login.xhtml?next=");

    browser.fillLogin("viewer");
    browser.await(By.id("list:rows"));
    assertThat(browser.path()).isEqualTo("/console/nodes.xhtml");
  }

  @Test
  void saysInAPageThatThereIsNone(Browser browser) {
    browser.logIn("viewer");

    browser.open("/console/nothing-here.xhtml");

    browser.awaitText("There is nothing at this path");
    assertThat(browser.text()).doesNotContain("Exception", "Payara", "/work", ".java");
    browser.press("To the overview");
    browser.await(By.id("overview"));
  }
}
