package dev.holdfast.it;

import static org.hamcrest.Matchers.equalTo;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says what tests can do with a server in test mode. */
public interface IntrospectionContract {

  @Test
  @RunAsClient
  default void mocksStepsAndSkipsWaitsOfAnInstance() {
    Introspected.completesWithAMockedStep(Kitchen.newId());
  }

  @Test
  @RunAsClient
  default void changesAllInstancesOfAWorkflow() {
    Introspected.changesAllInstances(Kitchen.newId(), Kitchen.newId());
  }

  @Test
  @RunAsClient
  default void exportsTheJournalToOperators() {
    String id = Http.create("[{'run':'load','result':1}]");
    Http.awaitStatus(id, "complete");

    Application.as("operator")
        .get(Http.instance(id) + "/journal")
        .then()
        .statusCode(200)
        .body("format", equalTo("holdfast-journal"))
        .body("steps[0].name", equalTo("load"));
    Application.as("viewer").get(Http.instance(id) + "/journal").then().statusCode(403);
  }
}
