package dev.holdfast.web.instance;

import dev.holdfast.api.Durations;
import dev.holdfast.api.InvalidDurationException;
import dev.holdfast.engine.EndWatch;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.QueryText;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.StatusView;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the end of an instance; a request that waits holds no thread. */
@RequestScoped
@Path("workflows/{workflow}/instances/{id}/end")
@Produces(MediaType.APPLICATION_JSON)
public class EndResource {

  private static final Duration USUAL = Duration.ofSeconds(30);

  /** Many proxies give a silent connection up after a minute. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Inject private InstanceService instances;
  @Inject private WorkflowRegistry workflows;

  /**
   * Answers with status, output and error when the instance has ended, or with 204 when it has not
   * within the time.
   *
   * @param workflow name of the workflow
   * @param id id of the instance
   * @param within how long to wait, 1 second to 1 minute; 30 seconds when left out
   * @param answer is given later
   */
  @GET
  @ApiResponse(
      responseCode = "200",
      description = "status, output and error of the instance, which has ended",
      content = @Content(schema = @Schema(implementation = StatusView.class)))
  @ApiResponse(responseCode = "204", description = "it has not ended within the time")
  @Problems({ProblemType.WORKFLOW_NOT_FOUND, ProblemType.INSTANCE_NOT_FOUND})
  public void end(
      @PathParam("workflow") String workflow,
      @PathParam("id") String id,
      @QueryParam("within") @Nullable String within,
      @Suspended AsyncResponse answer) {
    workflows.get(workflow);
    Duration patience = Optional.ofNullable(within).map(EndResource::patience).orElse(USUAL);
    answer.setTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    EndWatch watch =
        instances.watchEnd(
            new InstanceKey(workflow, id),
            ended -> answer.resume(Json.bytes(InstanceWriter.status(ended))));
    answer.setTimeoutHandler(
        late -> {
          watch.close();
          late.resume(Response.noContent().build());
        });
  }

  private static Duration patience(String text) {
    String expected = "a duration of 1 second to 1 minute, such as 30s";
    try {
      Duration patience = Durations.parse(text);
      if (patience.compareTo(Duration.ofSeconds(1)) < 0 || patience.compareTo(LONGEST) > 0) {
        throw QueryText.invalid("within", expected, text);
      }
      return patience;
    } catch (InvalidDurationException e) {
      throw QueryText.invalid("within", expected, text);
    }
  }
}
