package dev.holdfast.jpa;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.model.Failure;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps a failure to four columns. */
@Embeddable
class FailureColumns {

  @Column(name = "error_name")
  private String name = "";

  @Column(name = "error_message")
  private String message = "";

  @Column(name = "error_code")
  private @Nullable String code;

  @Column(name = "error_types")
  private String types = "";

  protected FailureColumns() {}

  static @Nullable FailureColumns of(@Nullable Failure failure) {
    if (failure == null) {
      return null;
    }
    FailureColumns columns = new FailureColumns();
    columns.name = Texts.storable(failure.error().name());
    columns.message = Texts.storable(failure.error().message());
    columns.code = failure.error().code();
    columns.types = String.join(",", failure.types());
    return columns;
  }

  static @Nullable Failure toFailure(@Nullable FailureColumns columns) {
    return columns == null
        ? null
        : failure(columns.name, columns.message, columns.code, columns.types);
  }

  /** Makes a failure of what the columns hold; none when there is no name. */
  static @Nullable Failure failure(
      @Nullable String name, String message, @Nullable String code, String types) {
    return name == null
        ? null
        : new Failure(
            new ErrorInfo(name, message, code),
            types.isEmpty() ? List.of() : List.of(types.split(",", -1)));
  }
}
