package dev.holdfast.micro.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.holdfast.micro.LaunchedServer;
import dev.holdfast.micro.Passwords;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Is a browser in which somebody looks at the pages of a server. Of one thread at a time. */
public final class Browser implements AutoCloseable {

  /** Where Debian has them; nothing is ever fetched. */
  static final Path PROGRAM = Path.of("/usr/bin/chromium");

  static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  /** Said by the waterfall of steps, whose labels are escaped on the server. */
  private static final String KNOWN = "You disabled XSS protection for vis-Timeline.";

  private static final Set<String> BAD = Set.of("serious", "critical");

  private final LaunchedServer server;
  private final String root;
  private final ChromeDriver driver;

  private Browser(LaunchedServer server, ChromeDriver driver) {
    this.server = server;
    this.root = server.url().replaceFirst("/api$", "");
    this.driver = driver;
  }

  /** Starts a browser without a window. */
  static Browser start(LaunchedServer server) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(PROGRAM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // the build may run as root, and shows its own pages alone
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-device-scale-factor=1");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 1280, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    return new Browser(server, driver);
  }

  /** Returns the server that it looks at. */
  LaunchedServer server() {
    return server;
  }

  /** Begins anew as somebody else, without cookies and in light colours. */
  void logIn(String user) {
    driver.get(root + "/login.css");
    driver.manage().deleteAllCookies();
    prefer("light");
    String zone =
        String.valueOf(
            driver.executeScript("return Intl.DateTimeFormat().resolvedOptions().timeZone"));
    driver.manage().addCookie(new Cookie.Builder("holdfast-zone", zone).path("/holdfast/").build());
    open("/console/overview.xhtml");
    fillLogin(user);
    await(By.className("user"));
    complaints(); // of the time before are of no interest
  }

  /** Logs in on the page that is shown. */
  void fillLogin(String user) {
    type(By.id("user"), user);
    type(By.id("password"), Passwords.read(server.data(), user));
    click(By.cssSelector("button[type=submit]"));
  }

  /** Opens a page by its path below the application's. */
  void open(String path) {
    driver.get(root + path);
  }

  /** Opens the page of an instance. */
  void openInstance(String workflow, String id) {
    open("/console/instance.xhtml?workflow=" + workflow + "&id=" + id);
  }

  /** Returns the path of the page that is shown, with its query. */
  String path() {
    return Objects.requireNonNull(driver.getCurrentUrl()).substring(root.length());
  }

  /** Lets pages believe that the viewer's system is light or dark. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Presses something as soon as it is there and lets itself be pressed. */
  void click(By what) {
    patiently("click " + what)
        .ignoreExceptionsMatching(WebDriverException.class::isInstance)
        .until(
            () -> {
              driver.findElement(what).click();
              return true;
            });
  }

  /** Presses a button that is shown, by its words. */
  void press(String button) {
    click(By.xpath("//*[self::button or self::a][normalize-space()='" + button + "']"));
  }

  /** Presses a button of the dialog that is open, by its words. */
  void pressInDialog(String button) {
    click(
        By.xpath(
            "//*[@role='dialog'][@aria-hidden='false']//button[normalize-space()='"
                + button
                + "']"));
  }

  /** Replaces the text of a field. */
  void type(By field, String text) {
    patiently("type into " + field)
        .ignoreExceptionsMatching(WebDriverException.class::isInstance)
        .until(
            () -> {
              WebElement element = driver.findElement(field);
              element.clear();
              element.sendKeys(text);
              return true;
            });
  }

  /**
   * Chooses an entry of a menu of the console, once it has unfolded, and waits until it is gone.
   */
  void choose(String menuId, String entry) {
    click(By.id(menuId));
    await(By.cssSelector("[id='" + menuId + "'] [aria-expanded=true]"));
    By panel = By.id(menuId + "_panel");
    click(By.xpath("//div[@id='" + menuId + "_panel']//li[normalize-space()='" + entry + "']"));
    patiently("close " + menuId).until(() -> !driver.findElement(panel).isDisplayed());
  }

  /** Returns how many elements there are. */
  int count(By what) {
    return driver.findElements(what).size();
  }

  /** Returns the text of the first such element. */
  String text(By what) {
    return patiently("text of " + what)
        .ignoreExceptionsMatching(StaleElementReferenceException.class::isInstance)
        .until(() -> driver.findElement(what).getText(), it -> true);
  }

  /** Returns what the page shows. */
  String text() {
    return text(By.tagName("body"));
  }

  /** Waits until the page shows a text. */
  void awaitText(String text) {
    patiently(text)
        .ignoreExceptionsMatching(WebDriverException.class::isInstance)
        .untilAsserted(() -> assertThat(text()).contains(text));
  }

  /** Waits until the page shows a text, much shorter than it would take to look by itself. */
  void awaitTextSoon(String text) {
    patiently(text)
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptionsMatching(WebDriverException.class::isInstance)
        .untilAsserted(() -> assertThat(text()).contains(text));
  }

  /** Waits until the page waits for no answer. */
  void awaitQuiet() {
    patiently("quiet")
        .until(() -> Boolean.TRUE.equals(evaluate("PrimeFaces.ajax.Queue.isEmpty()")));
  }

  /** Waits until nothing fades in or moves any more, of what ends by itself. */
  void awaitStill() {
    patiently("a page that stands still")
        .until(
            () ->
                Boolean.TRUE.equals(
                    evaluate(
                        "document.getAnimations().every(it => it.playState !== 'running'"
                            + " || it.effect.getTiming().iterations === Infinity)"
                            + " && (!window.jQuery || jQuery(':animated').length === 0)")));
  }

  /** Waits until there are so many elements. */
  void awaitCount(By what, int expected) {
    patiently(expected + " of " + what).until(() -> count(what) == expected);
  }

  /** Waits until an element is so wide that one sees it. */
  void awaitWide(By what) {
    patiently("wide " + what).until(() -> driver.findElement(what).getSize().getWidth() > 100);
  }

  /** Waits until there is such an element. */
  void await(By what) {
    patiently(what.toString()).until(() -> count(what) > 0);
  }

  /** Returns the value of an expression in the page. */
  Object evaluate(String expression) {
    return driver.executeScript("return " + expression);
  }

  /** Lists what the browser complains of since the last time, violations of the policy too. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains(KNOWN))
        .toList();
  }

  /** Lists what keeps people from using the page, as far as a program can find it out. */
  List<String> barriers() {
    return barriers(new AxeBuilder());
  }

  /** Lists what is hard to read on the page for its colours, which is all that a theme changes. */
  List<String> faintTexts() {
    return barriers(new AxeBuilder().withOnlyRules(List.of("color-contrast")));
  }

  private List<String> barriers(AxeBuilder axe) {
    return axe.analyze(driver).getViolations().stream()
        .filter(rule -> BAD.contains(rule.getImpact()))
        .map(Browser::shown)
        .toList();
  }

  private static String shown(Rule rule) {
    return rule.getId()
        + " ("
        + rule.getImpact()
        + "): "
        + rule.getNodes().stream()
            .map(node -> node.getHtml() + " " + node.getFailureSummary())
            .toList();
  }

  /** Writes a picture of what is seen without scrolling. */
  void takePicture(Path file) throws IOException {
    File picture = driver.getScreenshotAs(OutputType.FILE);
    Files.createDirectories(file.resolveSibling(""));
    Files.move(picture.toPath(), file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ConditionFactory patiently(String what) {
    return Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(POLL);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
