package dev.holdfast.web.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.Requester;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRowTest {

  @ParameterizedTest
  @CsvSource({
    "instance.pause, order, a, true",
    "event.send, order, a, true",
    "instance.delete, order, 17 instances, false",
    "job.control, order, pause, false",
    "schedule.pause, daily, 0 6 * * *, false",
    "message.retry, '', m1, false"
  })
  void leadsToInstancesAlone(String command, String workflow, String target, boolean expected) {
    AuditRow row =
        AuditRow.of(
            new AuditEntry(
                1,
                Instant.EPOCH,
                Requester.named("ann"),
                command,
                workflow,
                target,
                "",
                "",
                AuditEntry.DONE));

    assertThat(row.isAboutInstance()).isEqualTo(expected);
    assertThat(row.isDone()).isTrue();
  }
}
