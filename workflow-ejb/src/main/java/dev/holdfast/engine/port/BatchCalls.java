package dev.holdfast.engine.port;

import dev.holdfast.api.BatchJobFailedException;
import dev.holdfast.engine.model.BatchCall;
import java.util.Optional;

/** Has jobs of the server's batch runtime run for steps. Thread-safe; knows no transactions. */
public interface BatchCalls {

  /** Stands for a process without a batch runtime. */
  BatchCalls NONE =
      new BatchCalls() {

        @Override
        public void request(BatchCall call) {
          throw new BatchJobFailedException(
              BatchJobFailedException.NOT_STARTED,
              "There is no batch runtime here to run job '%s': mock the step in tests."
                  .formatted(call.job()));
        }

        @Override
        public Optional<BatchCall> find(BatchCall.Key key) {
          return Optional.empty();
        }
      };

  /**
   * Asks for a job; durable when this returns. Asked for the same attempt again, it does nothing; a
   * later attempt makes the job go on.
   *
   * @param call what is wanted, without an owner
   */
  void request(BatchCall call);

  /**
   * Looks for a call.
   *
   * @param key identifies it
   * @return the call as it is, or empty
   */
  Optional<BatchCall> find(BatchCall.Key key);
}
