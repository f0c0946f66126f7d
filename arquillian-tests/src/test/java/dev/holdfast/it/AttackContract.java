package dev.holdfast.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Sends what attackers send; docs/security.md has the list. */
public interface AttackContract {

  String MARKUP = "<script>alert('x')</script>\"'&";

  @Test
  @RunAsClient
  default void givesNothingAwayByPathsThatGoUp() {
    for (String path :
        List.of(
            "/WEB-INF/web.xml",
            "/web-inf/web.xml",
            "/%57EB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/login.css/../WEB-INF/web.xml",
            "/login.css/..;/WEB-INF/web.xml",
            "/login.css/%2e%2e/WEB-INF/web.xml",
            "/login.xhtml/..;/api/workflows",
            "/login.xhtml;/../api/workflows",
            "/login.xhtml/%2e%2e/api/workflows",
            "/api/health/live/..;/../workflows",
            "/api/health/live/%2e%2e/%2e%2e/workflows",
            "/api/health/ready/../../workflows",
            "/API/workflows",
            "/api;x=/workflows",
            "//api/workflows",
            "/./api/workflows",
            "/jakarta.faces.resource/..%2fWEB-INF/web.xml",
            "/jakarta.faces.resource/web.xml.xhtml?ln=../WEB-INF",
            "/jakarta.faces.resource/%2e%2e/api/workflows")) {
      RawHttp.get(path).assertTellsNothing();
    }
  }

  @Test
  @RunAsClient
  default void showsMarkupAsTextOnly() {
    String id = Kitchen.newId();
    Http.post(
            "starter",
            "/workflows/kitchen-sink/instances",
            Http.body(id, "[{'return':'<script>alert(1)</script>'}]"))
        .then()
        .statusCode(201);
    Http.awaitStatus(id, "complete");

    Http.assertData(Http.get(Http.instance(id)), 200);
    Http.assertData(Http.get("/workflows/%3Cscript%3Ealert(1)%3C%2Fscript%3E"), 404);
    Http.assertData(
        Application.as("viewer")
            .queryParam("status", MARKUP)
            .get("/workflows/kitchen-sink/instances"),
        400);
    Http.assertData(Application.as("viewer").get("/parked-messages/%3Cimg%20src=x%3E"), 404);
  }

  @Test
  @RunAsClient
  default void refusesJsonThatIsMadeToHurt() {
    String path = "/workflows/kitchen-sink/instances";
    String deep = "[".repeat(200_000);
    Http.assertProblem(Http.post("starter", path, "{'params':" + deep), 400, "request.invalid");
    String closed = "[".repeat(100_000) + "]".repeat(100_000);
    Http.assertProblem(
        Http.post("starter", path, "{'params':" + closed + "}"), 400, "request.invalid");
    Http.assertProblem(
        Http.post("starter", path, "{'id':'it-twice','id':'it-other'}"), 400, "request.invalid");
    Http.assertProblem(
        Http.post("operator", Http.instance("x") + "/status", "{'action':'pause'}"),
        405,
        "request.method_not_allowed");
    Http.assertRefused(
        Http.bytes("starter", path, "{\"id\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1)));
    Http.assertRefused(Http.bytes("starter", path, new byte[] {0, 0, 0, 0}));
  }

  @Test
  @RunAsClient
  default void answersNumbersOfAnySizeSoon() {
    for (String number : List.of("1e999999999", "-1e-999999999", "9".repeat(100_000))) {
      Http.assertSoon(
          "/workflows/kitchen-sink/instances", "{'params':{'script':[],'n':" + number + "}}");
    }
  }

  @Test
  @RunAsClient
  default void refusesBodiesWithoutAnEndThatIsKnown() {
    RawHttp.postChunks("starter", "/api/workflows/kitchen-sink/instances", 1_200_000)
        .assertStatus(413);
  }

  @Test
  @RunAsClient
  default void letsNobodyPretendAnotherMethod() {
    String id = Http.create("[{'return':1}]");
    Http.awaitStatus(id, "complete");

    Application.as("starter")
        .header("X-HTTP-Method-Override", "DELETE")
        .post(Http.instance(id))
        .then()
        .statusCode(405);
    RawHttp.request("TRACE", "/api/health/live").assertNoEcho();
    RawHttp.request("OPTIONS", "/api/workflows").assertTellsNothing();

    Http.get(Http.instance(id)).then().statusCode(200);
  }
}
