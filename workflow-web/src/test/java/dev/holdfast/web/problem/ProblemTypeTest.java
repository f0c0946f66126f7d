package dev.holdfast.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTypeTest {

  @ParameterizedTest
  @CsvSource({
    "request.invalid, 400",
    "request.unknown_member, 400",
    "instance.invalid_id, 400",
    "event.invalid_type, 400",
    "event.invalid_id, 400",
    "duration.invalid, 400",
    "options.invalid, 400",
    "params.invalid, 400",
    "batch.empty, 400",
    "batch.too_large, 400",
    "access.denied, 403",
    "workflow.not_found, 404",
    "instance.not_found, 404",
    "step.not_found, 404",
    "job.not_found, 404",
    "job.already_active, 409",
    "job.illegal_status, 409",
    "instance.already_exists, 409",
    "instance.illegal_status, 409",
    "instance.finished, 409",
    "instance.cannot_restart, 409",
    "payload.too_large, 413",
    "create.rate_exceeded, 429",
    "queue.full, 429",
    "event.buffer_full, 429",
    "streams.full, 429",
    "journal.unavailable, 503",
    "internal, 500"
  })
  void givesEachCodeItsStatus(String code, int status) {
    ProblemType type = ProblemType.ofCode(code).orElseThrow();

    assertThat(type.status()).isEqualTo(status);
    assertThat(type.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step.failed",
        "sleep.too_long",
        "event.timeout",
        "event.payload_unreadable",
        "child.failed",
        "branches.all_failed",
        "compensation.missing",
        "workflow.nondeterministic",
        "workflow.output_too_large",
        "workflow.output_not_serializable",
        "instance.recovery_exhausted",
        "instance.terminated",
        "made.up"
      })
  void keepsTheCodesOfWorkflowCodeInside(String code) {
    assertThat(ProblemType.ofCode(code)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, request.invalid",
    "401, access.denied",
    "403, access.denied",
    "404, request.path_not_found",
    "405, request.method_not_allowed",
    "406, request.not_acceptable",
    "411, request.invalid",
    "413, payload.too_large",
    "415, request.unsupported_media_type",
    "500, internal",
    "503, internal"
  })
  void givesEachStatusOfThePlatformACode(int status, String code) {
    assertThat(ProblemType.ofStatus(status).code()).isEqualTo(code);
  }
}
