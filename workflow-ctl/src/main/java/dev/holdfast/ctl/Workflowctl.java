package dev.holdfast.ctl;

import dev.holdfast.ctl.command.CompletionCommand;
import dev.holdfast.ctl.command.ImportCommand;
import dev.holdfast.ctl.command.InstancesCommand;
import dev.holdfast.ctl.command.JobsCommand;
import dev.holdfast.ctl.command.NodesCommand;
import dev.holdfast.ctl.command.ParkedCommand;
import dev.holdfast.ctl.command.SchedulesCommand;
import dev.holdfast.ctl.command.Session;
import dev.holdfast.ctl.command.WorkflowsCommand;
import dev.holdfast.ctl.config.ServerOptions;
import dev.holdfast.ctl.http.ApiClient;
import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Target;
import dev.holdfast.ctl.output.Format;
import dev.holdfast.ctl.output.Terminal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Is the command line; every command is below it. */
@Command(
    name = "workflowctl",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = CtlVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      WorkflowsCommand.class,
      InstancesCommand.class,
      ImportCommand.class,
      JobsCommand.class,
      ParkedCommand.class,
      SchedulesCommand.class,
      NodesCommand.class,
      CompletionCommand.class
    },
    description = "Shows and steers what runs on a Holdfast server.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the server refused",
      "2:the command line, a file or a profile is wrong",
      "3:there is no such thing",
      "4:not logged in, or the role does not suffice",
      "5:no server answers",
      "6:the server failed, or is no Holdfast",
      "7:of many things some were refused",
      "8:what was watched has failed or was terminated"
    })
public final class Workflowctl implements Session.Source {

  private final Map<String, String> environment;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      defaultValue = "table",
      paramLabel = "FORM",
      description = "table, wide or json (${DEFAULT-VALUE})")
  private Format format = Format.TABLE;

  /** Makes the command in the environment of this process. */
  public Workflowctl() {
    this(System.getenv());
  }

  private Workflowctl(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Runs a command and ends the virtual machine.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /**
   * Returns the command line, ready to be executed.
   *
   * @param environment the environment variables
   * @return the command line
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Workflowctl(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                environment.getOrDefault("NO_COLOR", "").isEmpty() ? Ansi.AUTO : Ansi.OFF))
        .setExecutionStrategy(Workflowctl::execute)
        .setParameterExceptionHandler(
            (error, arguments) -> {
              CommandLine command = error.getCommandLine();
              print(command, error);
              command
                  .getErr()
                  .println("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
              return ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (error, command, result) -> {
              print(command, error);
              return error instanceof CtlException known ? known.exitCode() : ExitCode.SERVER;
            });
  }

  @Override
  public Session session() {
    Terminal terminal =
        Terminal.ofProcess(spec.commandLine().getOut(), spec.commandLine().getErr(), environment);
    Target target = server.target(environment);
    if (!target.password().isEmpty() && isOpen(target)) {
      terminal
          .err()
          .printf("workflowctl: warning: the password goes unencrypted to %s%n", target.server());
    }
    return new Session(new ApiClient(target), terminal, format);
  }

  private static int execute(CommandLine.ParseResult result) {
    CommandLine.ParseResult last = result;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandSpec command = last.commandSpec();
    if (!(command.userObject() instanceof Runnable)
        && !(command.userObject() instanceof java.util.concurrent.Callable)
        && !last.isUsageHelpRequested()
        && !last.isVersionHelpRequested()) {
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "Missing command: one of " + String.join(", ", command.subcommands().keySet()) + ".");
    }
    return new CommandLine.RunLast().execute(result);
  }

  private static boolean isOpen(Target target) {
    try {
      return target.server().getScheme().equals("http")
          && !InetAddress.getByName(target.server().getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // nothing will be sent
    }
  }

  private static void print(CommandLine command, Exception error) {
    @Nullable String message = error.getMessage();
    command
        .getErr()
        .println(
            "workflowctl: "
                + (message == null ? error.toString() : message).replaceAll("\\s*\\R\\s*", " "));
    command.getErr().flush();
  }
}
