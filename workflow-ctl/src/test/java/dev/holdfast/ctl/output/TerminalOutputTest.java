package dev.holdfast.ctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalOutputTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void alignsColumnsAndShowsWhatIsMissingAsADash() {
    Table table = new Table(terminal(false), "ID", "STATUS");
    table.add("a-very-long-id", "running");
    table.add("b", "");
    table.end();

    assertThat(out.toString().lines())
        .containsExactly("ID              STATUS", "a-very-long-id  running", "b               -");
  }

  @Test
  void printsHeadingsEvenWithoutRows() {
    new Table(terminal(false), "ID", "STATUS").end();

    assertThat(out.toString().strip()).isEqualTo("ID  STATUS");
  }

  @Test
  void holdsBackNoMoreThanItMust() {
    Table table = new Table(terminal(false), "ID");
    for (int i = 0; i < 501; i++) {
      table.add("id-" + i);
    }

    assertThat(out.toString().lines()).hasSize(502);
  }

  @Test
  void letsNoValueSteerTheTerminal() {
    Table table = new Table(terminal(false), "ID");
    table.add("\033[31mred\nnext");
    table.end();

    assertThat(out.toString()).contains("?[31mred next");
  }

  @Test
  void coloursStatusesWhereColoursAreWanted() {
    Table table = new Table(terminal(true), "STATUS", "ID");
    table.add("errored", "a");
    table.end();

    assertThat(out.toString()).contains("\033[31merrored\033[0m  a");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 'Import [------------------------------] 0 % 0 of 10'",
    "5, 10, 'Import [###############---------------] 50 % 5 of 10'",
    "10, 10, 'Import [##############################] 100 % 10 of 10'",
    "12, 10, 'Import [##############################] 100 % 12 of 10'",
    "7, 0, 'Import 7'"
  })
  void showsHowFarItHasCome(long done, long total, String line) {
    assertThat(Progress.line("Import", done, total)).isEqualTo(line);
  }

  @Test
  void showsProgressOnTerminalsOnlyAndRemovesIt() {
    try (Progress progress = new Progress(terminal(true), "Import")) {
      progress.at(1, 1);
    }
    assertThat(err.toString()).contains("100 %").endsWith("\r\033[K");

    StringWriter before = new StringWriter();
    Terminal file = new Terminal(new PrintWriter(out), new PrintWriter(before), false, false);
    try (Progress progress = new Progress(file, "Import")) {
      progress.at(1, 1);
    }
    assertThat(before.toString()).isEmpty();
  }

  @Test
  void takesFilesAndPipesForNobodyWhoLooks() {
    Terminal terminal =
        Terminal.ofProcess(new PrintWriter(out), new PrintWriter(err), Map.of("TERM", "xterm"));

    assertThat(terminal.interactive()).isFalse();
    assertThat(terminal.coloured()).isFalse();
  }

  private Terminal terminal(boolean somebody) {
    return new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), somebody, somebody);
  }
}
