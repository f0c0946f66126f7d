package dev.holdfast.micro.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.CommonServer;
import dev.holdfast.micro.RestClient;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Does what operators do. */
@ExtendWith({CommonServer.class, CommonBrowser.class})
class ConsoleIT {

  private static final String IMAGES = "image-processing";
  private static final String KITCHEN = "kitchen-sink";
  private static final String WAITING =
      "{\"script\":[{\"waitForEvent\":\"answer\",\"type\":\"answered\",\"timeout\":\"1 day\"}]}";

  @Test
  void findsWhatFailsReadsWhyRetriesItAndApprovesIt(Browser browser, Path bucket) throws Exception {
    RestClient rest = browser.server().rest();
    rest.start(IMAGES, "sunset", "{\"imageKey\":\"tests/sunset.png\"}");
    browser.logIn("operator");

    browser.open("/console/instances.xhtml?workflow=" + IMAGES + "&retrying=true");
    browser.press("sunset");
    browser.awaitText("Nothing is kept in the bucket under 'tests/sunset.png'.");
    assertThat(browser.text(By.className("sentence"))).contains("Step “fetch-1” is retried at");

    paint(bucket.resolve("tests/sunset.png"));
    browser.press("Restart from a step");
    browser.type(By.id("instance:restartReason:reason"), "The picture has come");
    browser.pressInDialog("Restart");
    browser.awaitText("Waits in step “await approval-1” for an event of type “approved”");

    browser.press("Send an event");
    browser.type(By.id("instance:eventType"), "approved");
    browser.type(By.id("instance:payload"), "{\"approved\": true}");
    browser.pressInDialog("Send");
    browser.awaitText("Complete since");

    browser.open("/console/audit.xhtml?target=sunset");
    browser.awaitText("instance.restart");
    browser.awaitText("The picture has come");
    browser.awaitText("event.send");
  }

  @Test
  void restartsFromTheStepThatIsChosen(Browser browser) {
    browser
        .server()
        .rest()
        .start(
            KITCHEN,
            "from-second",
            "{\"script\":[{\"run\":\"first\",\"effect\":\"e1\"},{\"run\":\"second\",\"effect\":\"e2\"}]}");
    browser.server().rest().awaitStatus(KITCHEN, "from-second", "complete");
    browser.logIn("operator");
    browser.openInstance(KITCHEN, "from-second");

    browser.press("Restart from a step");
    browser.choose("instance:fromStep", "second-1");
    browser.pressInDialog("Restart");

    browser.awaitText("“from-second” restarted.");
    browser.server().rest().awaitStatus(KITCHEN, "from-second", "complete");
    browser.server().rest().await(() -> browser.server().rest().effects("from-second").size() == 3);
  }

  @Test
  void terminatesAllThatTheFilterShows(Browser browser) {
    RestClient rest = browser.server().rest();
    for (String id : new String[] {"many-1", "many-2", "many-3", "other-1"}) {
      rest.start(KITCHEN, id, WAITING);
      rest.awaitStatus(KITCHEN, id, "waiting");
    }
    browser.logIn("admin");
    browser.open("/console/instances.xhtml?workflow=" + KITCHEN + "&q=many-");
    browser.awaitText("many-3");

    browser.press("All of the filter…");
    browser.awaitText("Id contains “many-”");
    browser.awaitText("3 instances now");
    browser.type(By.id("list:bulkReason:reason"), "Not needed any more");
    browser.pressInDialog("Start the job");

    browser.awaitText("A job works on the instances of kitchen-sink.");
    browser.awaitText("3 / 3");
    assertThat(browser.path()).startsWith("/console/jobs.xhtml");
    assertThat(rest.status(KITCHEN, "many-2")).isEqualTo("terminated");
    assertThat(rest.status(KITCHEN, "other-1")).isEqualTo("waiting");
    browser.open("/console/audit.xhtml?workflow=" + KITCHEN);
    browser.awaitText("Not needed any more");
  }

  @Test
  void terminatesWhatIsRetriedAlone(Browser browser) {
    RestClient rest = browser.server().rest();
    rest.start(
        KITCHEN,
        "again-failing",
        "{\"script\":[{\"run\":\"call\",\"failTimes\":9,\"retries\":{\"limit\":9,\"delay\":\"1 hour\"}}]}");
    rest.start(KITCHEN, "again-waiting", WAITING);
    rest.awaitStatus(KITCHEN, "again-failing", "waiting");
    rest.awaitStatus(KITCHEN, "again-waiting", "waiting");
    browser.logIn("admin");

    browser.open("/console/instances.xhtml?workflow=" + KITCHEN + "&q=again-&retrying=true");
    browser.press("All of the filter…");
    browser.awaitText("With a step between two attempts");
    browser.awaitText("1 instances now");
    browser.pressInDialog("Start the job");

    rest.awaitStatus(KITCHEN, "again-failing", "terminated");
    browser.awaitText("100 %");
    assertThat(rest.status(KITCHEN, "again-waiting")).isEqualTo("waiting");
  }

  @Test
  void keepsTheReasonOfWhatIsDoneToASchedule(Browser browser) {
    browser.logIn("operator");
    browser.open("/console/schedules.xhtml");
    browser.type(By.id("list:why:reason"), "The archive is being moved");
    browser.press("Pause");
    browser.awaitText("Resume");
    browser.press("Resume");
    browser.awaitText("Pause");

    browser.open("/console/audit.xhtml");
    browser.awaitText("schedule.pause");
    browser.awaitText("The archive is being moved");
  }

  @Test
  void keepsWhatIsChosenWhileThePageIsDrawnAgain(Browser browser) {
    RestClient rest = browser.server().rest();
    rest.start(KITCHEN, "chosen-1", WAITING);
    rest.awaitStatus(KITCHEN, "chosen-1", "waiting");
    browser.logIn("operator");
    browser.open("/console/instances.xhtml?workflow=" + KITCHEN + "&q=chosen-1");
    browser.click(By.cssSelector("#list\\:rows_data .ui-chkbox-box"));

    browser.evaluate("(refreshPage(), true)");
    browser.awaitQuiet();
    browser.press("Pause");

    browser.awaitText("1 chosen");
    browser.pressInDialog("Pause");
    browser.awaitText("1 of 1 paused.");
    browser.evaluate("(refreshPage(), true)");
    browser.awaitQuiet();
    assertThat(browser.text()).contains("1 of 1 paused.");
    rest.awaitStatus(KITCHEN, "chosen-1", "paused");
  }

  @Test
  void seesChangesWithoutAsking(Browser browser) {
    RestClient rest = browser.server().rest();
    rest.start(KITCHEN, "live-1", WAITING);
    rest.awaitStatus(KITCHEN, "live-1", "waiting");
    browser.logIn("viewer");
    browser.openInstance(KITCHEN, "live-1");
    browser.awaitText("for an event of type “answered”");
    browser.evaluate("(window.sameDocument = true)");

    rest.sendEvent(KITCHEN, "live-1", "answered");

    browser.awaitTextSoon("Complete since");
    assertThat(browser.evaluate("window.sameDocument")).isEqualTo(true);
  }

  @Test
  void showsTheThemeThatIsChosen(Browser browser) {
    browser.logIn("viewer");

    browser.click(By.cssSelector("#theme option[value=dark]"));

    browser.await(By.cssSelector("html.theme-dark"));
  }

  private static void paint(Path file) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    BufferedImage image = new BufferedImage(32, 20, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
  }
}
