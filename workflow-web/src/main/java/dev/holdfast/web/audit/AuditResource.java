package dev.holdfast.web.audit;

import dev.holdfast.engine.audit.AuditService;
import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import dev.holdfast.web.json.PlaceText;
import dev.holdfast.web.schema.AuditPageView;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the audit trail, to operators. */
@RequestScoped
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  @Inject private AuditService audit;

  /**
   * Lists entries, newest first.
   *
   * @param uri with the filters
   * @return a page
   */
  @GET
  @SecurityRequirement(name = "login", scopes = Roles.OPERATOR)
  @Parameter(
      in = ParameterIn.QUERY,
      name = "workflow",
      description = "name of a workflow",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "target",
      description = "id of an instance, or what else commands are about",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "caller",
      description = "who wanted it",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "from",
      description = "at that time or later",
      schema = @Schema(type = "string", format = "date-time"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "to",
      description = "before that time",
      schema = @Schema(type = "string", format = "date-time"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "limit",
      description = "how many the page may have",
      schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "cursor",
      description = "nextCursor of the page before",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AuditPageView.class)))
  public byte[] list(@Context UriInfo uri) {
    AuditListRequest request = new AuditListRequest(uri.getQueryParameters());
    int limit = request.limit();
    List<AuditEntry> found = audit.list(request.filter(), request.after(), limit + 1);
    JsonArrayBuilder items = Json.array();
    found.stream().limit(limit).map(AuditResource::item).forEach(items::add);
    JsonFields page = Json.object().array("items", items);
    if (found.size() > limit) {
      page.text("nextCursor", cursor(found.get(limit - 1)));
    }
    return Json.bytes(page.build());
  }

  private static String cursor(AuditEntry last) {
    return PlaceText.of(last.at(), last.id());
  }

  private static JsonObject item(AuditEntry entry) {
    return Json.object()
        .time("at", entry.at())
        .text("caller", entry.by().caller())
        .text("role", given(entry.by().role()))
        .text("address", given(entry.by().address()))
        .text("command", entry.command())
        .text("workflow", given(entry.workflow()))
        .text("target", given(entry.target()))
        .text("before", given(entry.before()))
        .text("after", given(entry.after()))
        .text("reason", given(entry.by().reason()))
        .text("outcome", entry.outcome())
        .build();
  }

  private static @Nullable String given(String text) {
    return text.isEmpty() ? null : text;
  }
}
