package dev.holdfast.it;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says how people log in on a page, and what protects them. */
public interface LoginContract {

  @Test
  @RunAsClient
  default void sendsPeopleWithoutALoginToTheLoginPageAndBack() {
    Browser browser = new Browser();

    browser.get("/console/nothing-here.xhtml?a=1").assertRedirect("/login.xhtml?next=");
    browser.openLogin("/api/workflows?a=1").assertStatus(200);

    browser.logIn("viewer", Application.password("viewer")).assertRedirect("/api/workflows?a=1");
    browser.get("/api/workflows").assertStatus(200);
  }

  @Test
  @RunAsClient
  default void tellsNoStrangerWhetherAUserExists() {
    Browser browser = new Browser();
    browser.openLogin("/");
    String unknown = browser.logIn("it-nobody", "guess").assertStatus(401).withoutSecrets();
    browser.openLogin("/");
    String wrong = browser.logIn("it-viewer", "guess").assertStatus(401).withoutSecrets();

    Browser.assertSame(unknown.replace("it-nobody", "U"), wrong.replace("it-viewer", "U"));
    browser.get("/api/workflows").assertStatus(401);
  }

  @Test
  @RunAsClient
  default void takesNoFormThatAnotherSiteHasMade() {
    Browser browser = new Browser();

    browser
        .post("/login.xhtml", "user=viewer&password=" + Application.password("viewer"))
        .assertStatus(403);
    browser.openLogin("/");
    browser.pretend("Sec-Fetch-Site", "cross-site");
    browser.logIn("viewer", Application.password("viewer")).assertStatus(403);
    browser.get("/api/workflows").assertStatus(401);
  }

  @Test
  @RunAsClient
  default void beginsTheSessionUnderANewIdThatScriptsCannotRead() {
    Browser browser = new Browser();
    browser.setCookie("JSESSIONID", "known-to-an-attacker");
    browser.openLogin("/");

    browser.logIn("operator", Application.password("operator"));

    browser.assertCookie("JSESSIONID", "HttpOnly", "SameSite=Lax");
    browser.assertCookieIsNot("JSESSIONID", "known-to-an-attacker");
  }

  @Test
  @RunAsClient
  default void refusesWhatTheRoleOfTheSessionDoesNotAllow() {
    Browser browser = new Browser();
    browser.openLogin("/");
    browser.logIn("viewer", Application.password("viewer"));

    browser.post("/api/workflows/kitchen-sink/instances", "").assertStatus(403);
  }

  @Test
  @RunAsClient
  default void endsTheSessionByALogoutThatComesFromTheOwnPageOnly() {
    Browser browser = new Browser();
    browser.openLogin("/");
    browser.logIn("viewer", Application.password("viewer"));

    browser.post("/logout", "token=guessed").assertStatus(403);
    browser.get("/api/workflows").assertStatus(200);
    browser.pretend("Sec-Fetch-Site", "cross-site");
    browser.post("/logout", "").assertStatus(403);
  }

  @Test
  @RunAsClient
  default void stopsWhoGuessesPasswords() {
    for (int tried = 0; tried < 10; tried++) {
      Http.assertProblem(Http.guess("it-guessed", "no " + tried), 401, "access.denied");
    }

    Http.assertProblem(Http.guess("it-guessed", "once more"), 429, "access.throttled");
  }

  @Test
  @RunAsClient
  default void answersAScriptWithoutMakingTheBrowserAsk() {
    Browser browser = new Browser();

    browser.get("/api/workflows").assertHeader("WWW-Authenticate", "Basic ");
    browser.pretend("Sec-Fetch-Mode", "cors");
    browser.get("/api/workflows").assertNoHeader("WWW-Authenticate").assertStatus(401);
  }

  @Test
  @RunAsClient
  default void sendsHeadersThatKeepBrowsersFromHarm() {
    Browser browser = new Browser();

    browser.get("/api/health/live").assertSafe("default-src 'none'").assertNotCached();
    browser.get("/api/workflows").assertSafe("default-src 'none'").assertNotCached();
    browser.get("/login.xhtml").assertSafe("form-action 'self'").assertNotCached();
    browser.get("/login.css").assertSafe("object-src 'none'");
  }
}
