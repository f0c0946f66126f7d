package dev.holdfast.jpa;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.Rollback;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps what became of a compensation to four columns. */
@Embeddable
class RollbackColumns {

  @Column(name = "rollback_outcome")
  private String outcome = "";

  @Column(name = "rollback_error_name")
  private @Nullable String name;

  @Column(name = "rollback_error_message")
  private @Nullable String message;

  @Column(name = "rollback_error_code")
  private @Nullable String code;

  protected RollbackColumns() {}

  static @Nullable Rollback toRollback(@Nullable RollbackColumns columns) {
    return columns == null
        ? null
        : rollback(columns.outcome, columns.name, columns.message, columns.code);
  }

  /** Makes an outcome of what the columns hold; none when there is none. */
  static @Nullable Rollback rollback(
      @Nullable String outcome,
      @Nullable String name,
      @Nullable String message,
      @Nullable String code) {
    return outcome == null
        ? null
        : new Rollback(
            Rollback.Outcome.of(outcome),
            name == null || message == null
                ? Optional.empty()
                : Optional.of(new ErrorInfo(name, message, code)));
  }
}
