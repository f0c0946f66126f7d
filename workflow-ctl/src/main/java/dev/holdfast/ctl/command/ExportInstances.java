package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Progress;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes instances with their journals, to be imported elsewhere. */
@Command(
    name = "export",
    description = {
      "Writes instances with their journals, one line each, to be imported elsewhere.",
      "The server does it as a job, for admins. The lines hold everything in the clear, results of"
          + " sensitive steps too."
    })
public final class ExportInstances extends ApiCommand {

  @Parameters(index = "0", paramLabel = "WORKFLOW", description = "name of the workflow")
  private String workflow = "";

  @Mixin private InstanceFilter filter = new InstanceFilter();

  @Option(names = "--all", description = "all instances, when no filter is given")
  private boolean all;

  @Option(
      names = "--pause",
      description = "pause them before, so that they go on where they are imported only")
  private boolean pause;

  @Option(names = "--archived", description = "those in the archive table instead")
  private boolean archived;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "file to write, which must not be there yet (default: standard output)")
  private @Nullable Path file;

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "wait for this job and write what it has exported, instead of a new one")
  private @Nullable String job;

  /** Makes the command. */
  public ExportInstances() {}

  @Override
  int run(Session session) {
    if (job == null && filter.isEmpty() && !all) {
      throw CtlException.usage("Nothing is chosen: give a filter, or --all.");
    }
    if (file != null && Files.exists(file)) {
      throw CtlException.usage("The file '%s' is there already.".formatted(file));
    }
    String id = job == null ? begin(session) : job;
    JobEnd end = new JobEnd(session, id);
    JsonObject found = end.awaited();
    end.warnOfProblems(found);
    if (Json.shown(found, "status").equals("complete")) {
      write(session, id);
    }
    session.warn(end.summary(found));
    return JobEnd.exitCode(found);
  }

  private String begin(Session session) {
    JsonObjectBuilder body = Json.object().add("filter", filter.toJson());
    if (pause) {
      body.add("pause", true);
    }
    if (archived) {
      body.add("archived", true);
    }
    JsonObject answer =
        session
            .client()
            .send("POST", ApiPath.of("workflows", workflow, "instances", "export"), body.build());
    return Json.shown(answer, "job");
  }

  private void write(Session session, String id) {
    try (Progress progress = new Progress(session.terminal(), "Writing (MiB)");
        InputStream lines =
            new CountedInput(
                session.client().download(ApiPath.of("jobs", id, "output")), 0, progress)) {
      if (file == null) {
        lines.transferTo(System.out);
        System.out.flush();
      } else {
        write(lines, file);
      }
    } catch (IOException e) {
      throw new CtlException(
          ExitCode.UNREACHABLE,
          "What job %s has exported could not be written: %s. Try again with --job %s."
              .formatted(id, e, id),
          e);
    }
  }

  private static void write(InputStream lines, Path to) throws IOException {
    try (OutputStream output =
        Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      lines.transferTo(output);
    } catch (FileAlreadyExistsException e) {
      throw CtlException.usage("The file '%s' is there already.".formatted(to));
    }
  }
}
