package dev.holdfast.micro.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.RestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/**
 * Looks at every page in light and in dark colours: whether the browser complains, and whether
 * something keeps people from using it. Takes pictures, to {@code target/screenshots}; those of the
 * documentation also to the folder that {@code holdfast.it.pictures} names.
 */
@ExtendWith(CommonBrowser.class)
class PagesIT {

  private static final Path PICTURES = Path.of(System.getProperty("it.screenshots"));
  private static final List<String> DOCUMENTED =
      List.of(
          "overview-light",
          "overview-dark",
          "instances-light",
          "instance-light",
          "instance-dark",
          "jobs-light");
  private static final String KITCHEN = "kitchen-sink";

  @BeforeAll
  static void fill(Browser browser) {
    RestClient rest = browser.server().rest();
    rest.start(
        KITCHEN,
        "order-4711",
        """
        {"customer":"Ada","amount":120,"script":[
          {"run":"reserve stock","result":{"shelf":"A 17"},"takes":"80 ms"},
          {"run":"charge card","failTimes":1,"error":"Card declined","retries":{"limit":3,"delay":"300 ms"}},
          {"parallel":[[{"run":"print label","takes":"200 ms"}],[{"run":"book carrier","takes":"350 ms"}]]},
          {"run":"ask warehouse","failTimes":9,"error":"Warehouse does not answer","retries":{"limit":5,"delay":"1 hour"}}]}
        """);
    for (int i = 1; i <= 12; i++) {
      rest.start(
          KITCHEN,
          "order-" + (4711 + i),
          "{\"script\":[{\"run\":\"reserve stock\"},{\"run\":\"charge card\"}]}");
      rest.start("approval", "leave-" + i, "{\"userId\":\"user-" + i + "\"}");
    }
    rest.start(
        KITCHEN,
        "order-4730",
        "{\"script\":[{\"run\":\"reserve stock\",\"failTimes\":1,\"errorType\":\"nonRetryable\",\"error\":\"Out of stock\"}]}");
    rest.start(
        KITCHEN,
        "order-4731",
        "{\"script\":[{\"waitForEvent\":\"payment\",\"type\":\"paid\",\"timeout\":\"3 days\"}]}");
    rest.awaitStatus(KITCHEN, "order-4730", "errored");
    rest.awaitStatus(KITCHEN, "order-4711", "waiting");
    browser.logIn("admin");
    browser.open("/console/instances.xhtml?workflow=approval&q=leave-1");
    browser.press("All of the filter…");
    browser.awaitText("instances now");
    browser.choose("list:bulkAction", "Pause");
    browser.pressInDialog("Start the job");
    browser.awaitText("100 %");
  }

  @ParameterizedTest
  @CsvSource({
    "overview, overview.xhtml, #overview\\:charts canvas",
    "workflows, workflows.xhtml, #list\\:rows",
    "instances, instances.xhtml?workflow=kitchen-sink&q=order-47, #list\\:rows",
    "instance, instance.xhtml?workflow=kitchen-sink&id=order-4711, .vis-item",
    "create, create.xhtml?workflow=kitchen-sink, #create",
    "schedules, schedules.xhtml, #list\\:rows",
    "jobs, jobs.xhtml, #list\\:rows",
    "parked, parked.xhtml, #list\\:rows",
    "nodes, nodes.xhtml, #list\\:rows",
    "audit, audit.xhtml, #list\\:rows"
  })
  void canBeUsedByAllAndKeepsThePolicy(String name, String path, String shown, Browser browser)
      throws IOException {
    for (String colours : List.of("light", "dark")) {
      browser.prefer(colours);
      browser.open("/console/" + path);
      browser.await(By.cssSelector(shown));
      if (name.equals("instance")) {
        browser.awaitWide(By.cssSelector(".bar-retrying"));
      }
      check(browser, name + "-" + colours);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "instance-confirm, instance.xhtml?workflow=kitchen-sink&id=order-4731, Pause",
    "instance-event, instance.xhtml?workflow=kitchen-sink&id=order-4731, Send an event",
    "instance-restart, instance.xhtml?workflow=kitchen-sink&id=order-4731, Restart from a step",
    "instances-bulk, instances.xhtml?workflow=kitchen-sink&status=waiting, All of the filter…"
  })
  void opensDialogsThatAllCanUse(String name, String path, String button, Browser browser)
      throws IOException {
    for (String colours : List.of("light", "dark")) {
      browser.prefer(colours);
      browser.open("/console/" + path);
      browser.press(button);
      browser.await(By.cssSelector("[role=dialog][aria-hidden=false]"));
      check(browser, name + "-" + colours);
    }
  }

  @Test
  void showsStepsWithTheirAttempts(Browser browser) throws IOException {
    browser.openInstance(KITCHEN, "order-4711");
    browser.click(By.cssSelector("#instance\\:steps_data > tr[data-ri='1'] .ui-row-toggler"));
    browser.awaitText("Failed attempt 1");
    check(browser, "instance-attempts");
  }

  @Test
  void logsInOnAPageThatAllCanUse(Browser browser) throws IOException {
    for (String colours : List.of("light", "dark")) {
      browser.prefer(colours);
      browser.open("/login.xhtml");
      browser.await(By.id("password"));
      check(browser, "login-" + colours);
    }
  }

  private static void check(Browser browser, String name) throws IOException {
    Path picture = PICTURES.resolve(name + ".png");
    browser.awaitStill();
    browser.takePicture(picture);
    Optional<String> documents = Optional.ofNullable(System.getProperty("holdfast.it.pictures"));
    if (documents.isPresent() && DOCUMENTED.contains(name)) {
      Files.copy(
          picture,
          Path.of(documents.get()).resolve("console-" + name + ".png"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(browser.complaints()).as("%s: what the browser says", name).isEmpty();
    assertThat(name.endsWith("dark") ? browser.faintTexts() : browser.barriers())
        .as("%s: accessibility", name)
        .isEmpty();
  }
}
