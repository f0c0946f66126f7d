package dev.holdfast.it;

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
    Http.assertPage("nodes.xhtml", "Servers");
    Http.assertPage("create.xhtml", "New instance");
  }

  @Test
  @RunAsClient
  default void servesTheThemes() {
    Http.assertPage("/jakarta.faces.resource/theme.css.xhtml?ln=primefaces-saga-blue", ".ui-");
    Http.assertPage("/jakarta.faces.resource/theme.css.xhtml?ln=primefaces-arya-blue", ".ui-");
  }
}
