package dev.holdfast.it;

import java.io.IOException;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/**
 * Says that the server makes the pages of the console: it has found the widgets in the archive. How
 * the pages work in a browser is tested on Payara Micro alone.
 */
public interface ConsoleContract {

  @Test
  @RunAsClient
  default void showsWhyAnInstanceWaits() {
    String id = Http.create("[{'waitForEvent':'ok','type':'approved','timeout':'1 hour'}]");
    Http.awaitStatus(id, "waiting");

    Http.assertPage(
        "instance.xhtml?workflow=kitchen-sink&id=" + id, "ok-1", "approved", "Timeline");
    Http.assertPage("instances.xhtml?workflow=kitchen-sink&q=" + id, id, "DataTable");
  }

  @Test
  @RunAsClient
  default void showsEveryPage() {
    Http.assertPage("overview.xhtml", "Overview", "DataTable");
    Http.assertPage("workflows.xhtml", "kitchen-sink");
    Http.assertPage("schedules.xhtml", "daily-chain");
    Http.assertPage("parked.xhtml", "Parked messages");
    Http.assertPage("jobs.xhtml", "Jobs");
    Http.assertPage("nodes.xhtml", "Servers");
    Http.assertPage("create.xhtml", "New instance");
  }

  @Test
  @RunAsClient
  default void showsTheAuditTrailToOperatorsAlone() {
    Http.assertPage("audit.xhtml", "(access.denied)", "No entries match.");
    Http.assertPageFor("operator", "audit.xhtml", "Command");
  }

  @Test
  @RunAsClient
  default void tellsAnOpenPageOfChanges() throws IOException {
    String id = Http.create("[{'waitForEvent':'ok','type':'approved','timeout':'1 hour'}]");
    Http.awaitStatus(id, "waiting");

    try (Changes changes = Changes.of("?workflow=kitchen-sink&id=" + id)) {
      Http.sendEvent(id, "approved", "only", "{}");
      changes.awaitLine("event: changed");
      changes.awaitLine("event: ended");
    }
    try (Changes changes = Changes.of("?workflow=kitchen-sink")) {
      Http.create("[]");
      changes.awaitLine("event: changed");
    }
  }

  @Test
  @RunAsClient
  default void saysInAPageWhatIsWrongWithOne() {
    Http.assertErrorPage("/console/nothing-here.xhtml", 404);
    Http.assertErrorPage("/nothing-here", 404);
  }

  @Test
  @RunAsClient
  default void servesTheThemes() {
    Http.assertPage("/jakarta.faces.resource/theme.css.xhtml?ln=primefaces-saga-blue", ".ui-");
    Http.assertPage("/jakarta.faces.resource/theme.css.xhtml?ln=primefaces-arya-blue", ".ui-");
  }
}
