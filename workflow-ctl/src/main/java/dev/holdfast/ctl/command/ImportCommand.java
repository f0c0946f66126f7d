package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Progress;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates an instance for each line of a file. */
@Command(
    name = "import",
    description = {
      "Creates an instance for each line of a file, or lets instances go on that were exported.",
      "The server does it as a job, for admins; with --batches this program does it, 1000 lines at"
          + " a time, for starters."
    })
public final class ImportCommand extends ApiCommand {

  private static final String INPUT = "-";

  /** Says how a file is written. */
  enum FileFormat {
    NDJSON("application/x-ndjson"),
    CSV("text/csv");

    private final String mediaType;

    FileFormat(String mediaType) {
      this.mediaType = mediaType;
    }
  }

  @Parameters(index = "0", paramLabel = "WORKFLOW", description = "name of the workflow")
  private String workflow = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "file with a JSON object or a line of CSV for each instance; - for input")
  private String file = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "ndjson or csv (default: csv when the file's name ends with .csv)")
  private @Nullable FileFormat format;

  @Option(names = "--batches", description = "let this program send batches; NDJSON only")
  private boolean batches;

  @Option(names = "--detach", description = "print the job's id and do not wait for its end")
  private boolean detach;

  /** Makes the command. */
  public ImportCommand() {}

  @Override
  int run(Session session) {
    FileFormat written = format == null ? guessed() : format;
    if (batches && (written == FileFormat.CSV || detach)) {
      throw CtlException.usage("--batches takes NDJSON only, and goes without --detach.");
    }
    requireReadable();
    // Before anything is sent: a mistake in the name or the login is told at once.
    session.client().get(ApiPath.of("workflows", workflow));
    try {
      return batches ? sendBatches(session) : follow(session, upload(session, written));
    } catch (IOException e) {
      throw CtlException.usage("The file '%s' cannot be read: %s".formatted(file, e));
    }
  }

  private int sendBatches(Session session) throws IOException {
    BatchImport sender = new BatchImport(session, workflow);
    try (Progress progress = new Progress(session.terminal(), "Importing (MiB)");
        InputStream input = new CountedInput(open(), size(), progress)) {
      sender.send(input);
    }
    return sender.report();
  }

  /** Returns the id of the job. */
  private String upload(Session session, FileFormat written) throws IOException {
    try (Progress progress = new Progress(session.terminal(), "Uploading (MiB)");
        InputStream input = new CountedInput(open(), size(), progress)) {
      JsonObject answer =
          session
              .client()
              .upload(
                  ApiPath.of("workflows", workflow, "instances", "import"),
                  written.mediaType,
                  input);
      return Json.shown(answer, "job");
    }
  }

  private int follow(Session session, String job) {
    if (detach) {
      if (session.isJson()) {
        session.print(Json.object().add("job", job).build());
      } else {
        session.say(job);
      }
      return ExitCode.OK;
    }
    return new JobEnd(session, job).await();
  }

  private FileFormat guessed() {
    return file.toLowerCase(Locale.ROOT).endsWith(".csv") ? FileFormat.CSV : FileFormat.NDJSON;
  }

  private void requireReadable() {
    if (!file.equals(INPUT)
        && (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file)))) {
      throw CtlException.usage("The file '%s' is not there or not readable.".formatted(file));
    }
  }

  private long size() throws IOException {
    return file.equals(INPUT) ? 0 : Files.size(Path.of(file));
  }

  private InputStream open() throws IOException {
    if (file.equals(INPUT)) {
      return System.in;
    }
    return Files.newInputStream(Path.of(file));
  }
}
