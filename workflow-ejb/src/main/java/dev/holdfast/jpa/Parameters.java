package dev.holdfast.jpa;

import dev.holdfast.api.Rollback;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the parameters of one statement in a batch, in the order of its question marks. */
final class Parameters {

  private final List<@Nullable Object> values = new ArrayList<>();

  Parameters add(@Nullable Object value) {
    values.add(value);
    return this;
  }

  /** Adds codec, type and data, encrypted when there is a key. */
  Parameters addValue(@Nullable EncodedValue value) {
    if (value == null) {
      return addNulls(3);
    }
    EncodedValue stored = ValueCipher.present().encrypt(value);
    return add(stored.codec()).add(stored.type()).add(stored.data());
  }

  /** Adds name, message, code and types. */
  Parameters addFailure(@Nullable Failure failure) {
    return failure == null
        ? addNulls(4)
        : add(Texts.storable(failure.error().name()))
            .add(Texts.storable(failure.error().message()))
            .add(failure.error().code())
            .add(String.join(",", failure.types()));
  }

  /** Adds outcome, and name, message and code of the error. */
  Parameters addRollback(@Nullable Rollback rollback) {
    if (rollback == null) {
      return addNulls(4);
    }
    add(rollback.outcome().wireName());
    return rollback
        .error()
        .map(e -> add(Texts.storable(e.name())).add(Texts.storable(e.message())).add(e.code()))
        .orElseGet(() -> addNulls(3));
  }

  /** Adds workflow, id, number, epoch and step. */
  Parameters addParent(@Nullable Parent parent) {
    return parent == null
        ? addNulls(5)
        : add(parent.key().workflow())
            .add(parent.key().id())
            .add(parent.number())
            .add(parent.epoch())
            .add(parent.step());
  }

  /** Returns those at some places, in that order. */
  Parameters at(List<Integer> places) {
    Parameters chosen = new Parameters();
    for (int place : places) {
      chosen.add(values.get(place));
    }
    return chosen;
  }

  /** Returns the same with seconds since 1970 for points in time. */
  Parameters withNumbersForTimes() {
    Parameters changed = new Parameters();
    for (Object value : values) {
      changed.add(value instanceof Instant time ? Times.seconds(time) : value);
    }
    return changed;
  }

  List<@Nullable Object> values() {
    return values;
  }

  private Parameters addNulls(int count) {
    values.addAll(Arrays.asList(new Object[count]));
    return this;
  }
}
