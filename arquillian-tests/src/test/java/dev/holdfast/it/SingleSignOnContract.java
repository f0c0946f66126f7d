package dev.holdfast.it;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/**
 * Says how people log in at a provider of OpenID Connect, which asks them who they are, and what
 * becomes of the tokens that machines send.
 */
public interface SingleSignOnContract {

  @Test
  @RunAsClient
  default void letsPeopleInWhomTheProviderKnows() {
    Visitor ada = new Visitor();

    ada.get("/console/nodes.xhtml").assertAt("/login.xhtml");
    ada.get("/login.xhtml?next=/console/nodes.xhtml?a=1")
        .assertShows(
            "<a href=\"sso?next=%2Fconsole%2Fnodes.xhtml%3Fa%3D1\">"
                + "Log in with &lt;the company&gt;</a>");
    ada.openProvider("/console/nodes.xhtml?a=1").assertAtProvider();
    ada.enter("ada", "[\"night-shift\"]")
        .assertAt("/console/nodes.xhtml?a=1")
        .assertShows(">ada<")
        .assertShows("Audit");
    ada.get("/api/audit").assertStatus(200);
    ada.get("/api/jobs").assertStatus(200);
  }

  @Test
  @RunAsClient
  default void allowsNoMoreThanTheGroupsDo() {
    Visitor viewer = new Visitor();
    viewer.openProvider("/");
    viewer.enter("eve", "[\"staff\", \"elsewhere\"]");
    Visitor nobody = new Visitor();
    nobody.openProvider("/");
    nobody.enter("mallory", "[\"elsewhere\"]");

    viewer.get("/api/workflows").assertStatus(200);
    viewer.get("/api/audit").assertStatus(403);
    nobody.get("/api/workflows").assertStatus(403);
  }

  @Test
  @RunAsClient
  default void letsNobodyInWhoWasNotSentFromHere() {
    Visitor victim = new Visitor();
    Visitor attacker = new Visitor();
    attacker.openProvider("/");
    String stolen = attacker.addressBack("mallory", "[\"admin\"]");

    victim.follow(stolen).assertStatus(403);
    victim.openProvider("/");
    victim.follow(stolen).assertStatus(403);
    victim.get("/api/workflows").assertStatus(401);
    victim.get("/sso/callback?code=a&state=").assertStatus(403);
    victim.get("/sso/callback?error=access_denied").assertStatus(403);
  }

  @Test
  @RunAsClient
  default void takesACodeOnce() {
    Visitor ada = new Visitor();
    ada.openProvider("/");
    String back = ada.addressBack("ada", "[\"staff\"]");

    ada.follow(back).assertStatus(200);
    ada.follow(back).assertStatus(403);
  }

  @Test
  @RunAsClient
  default void leadsNowhereElseAfterwards() {
    Visitor ada = new Visitor();
    ada.openProvider("//elsewhere.example.com/");

    ada.enter("ada", "[\"staff\"]").assertStatus(200).assertAt("/");
  }

  @Test
  @RunAsClient
  default void takesTokensOfMachinesThatAreForIt() {
    Visitor robot = new Visitor();

    robot.send(Provider.token("company", "holdfast-api")).assertStatus(200);
    robot.send(Provider.token("company", "another-api")).assertInvalidToken();
    robot.send(Provider.token("another-company", "holdfast-api")).assertInvalidToken();
    robot.send("guessed").assertInvalidToken();
  }
}
