package dev.holdfast.web;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Placeholder: says that the application runs and on which database. */
@RequestScoped
@Path("health")
public class HealthResource {

  @Resource private DataSource dataSource;

  /** Answers as long as the application runs. */
  @GET
  @Path("live")
  @Produces(MediaType.APPLICATION_JSON)
  public String live() {
    return "{\"status\":\"UP\"}";
  }

  /** Answers when the database does. */
  @GET
  @Path("ready")
  @Produces(MediaType.APPLICATION_JSON)
  public String ready() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return "{\"status\":\"UP\",\"database\":\"%s\",\"zone\":\"%s\"}"
          .formatted(
              connection.getMetaData().getDatabaseProductName(),
              java.util.TimeZone.getDefault().getID());
    }
  }
}
