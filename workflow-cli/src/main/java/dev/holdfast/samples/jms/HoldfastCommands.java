package dev.holdfast.samples.jms;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Is the command line. Prints one line for what was sent, or one line for what went wrong; ends
 * with 0, with 1 when nothing could be sent, with 2 when it was called wrongly.
 */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = CliVersion.class,
    name = "holdfast-cli",
    description = "Talks to Holdfast by JMS.",
    subcommands = {SendEvent.class, StartWorkflow.class})
public final class HoldfastCommands {

  /** Makes the command; picocli calls its subcommands. */
  public HoldfastCommands() {}

  /**
   * Runs a command and ends the virtual machine.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    // The client logs through SLF4J; without a logger it would print a warning of its own.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new HoldfastCommands())
        .setParameterExceptionHandler(
            (error, arguments) -> {
              printError(error.getCommandLine(), error);
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (error, command, result) -> {
              printError(command, error);
              return CommandLine.ExitCode.SOFTWARE;
            })
        .setExecutionStrategy(HoldfastCommands::execute);
  }

  private static int execute(CommandLine.ParseResult result) {
    if (!result.hasSubcommand() && !CommandLine.printHelpIfRequested(result)) {
      throw new CommandLine.ParameterException(
          result.commandSpec().commandLine(), "Missing command: send-event or start");
    }
    return new CommandLine.RunLast().execute(result);
  }

  private static void printError(CommandLine command, Exception error) {
    PrintWriter err = command.getErr();
    String message = String.valueOf(error.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    err.println("holdfast-cli: " + message);
    err.flush();
  }
}
