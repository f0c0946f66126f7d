package dev.holdfast.web.console.node;

import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is the list of the servers that run workflows. */
@Named
@RequestScoped
public class NodesPage {

  @Inject private ConsoleEngine engine;

  private @Nullable List<NodeRecord> rows;

  /** Makes an empty page; Faces does. */
  public NodesPage() {}

  /**
   * Returns the lines.
   *
   * @return the servers that have not been given up, oldest first
   */
  public List<NodeRecord> getRows() {
    if (rows == null) {
      rows = engine.nodes().listLive();
    }
    return rows;
  }

  /**
   * Returns how long ago a server was heard of, by the database's time.
   *
   * @param node the server
   * @return the time in words
   */
  public String silence(NodeRecord node) {
    return Texts.length(Duration.between(node.heartbeatAt(), node.readAt()));
  }
}
