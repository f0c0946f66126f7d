package dev.holdfast.web.schema;

import dev.holdfast.api.InstanceStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is everything that is recorded about an instance.
 *
 * @param id its id
 * @param workflow name of its workflow
 * @param status its status
 * @param params any JSON, what it was created with
 * @param output any JSON, its result; null unless it is complete
 * @param error what made it fail; left out unless it is errored
 * @param createdAt when it was created
 * @param startedAt when it began to execute; null before
 * @param endedAt when it ended; null before
 * @param wakeAt when it goes on by itself; null when that is not known
 * @param waitingFor what it waits for first; null for nothing
 * @param stepCount how many of its steps count against the step limit
 * @param epoch 1, and one more for each restart
 * @param version version of the code that it was created with
 * @param lastVersion version of the code that it last ran on; null before it runs
 * @param trigger what has created it
 * @param schedule the firing that has created it; null for none
 * @param parent the instance that has started it as a child; null for none
 * @param children those that it has started since its last restart
 * @param rollback what became of its compensation; null for none
 * @param progress any JSON, what its code has published last; null for nothing
 * @param warnings texts about code that has not done what the journal says
 * @param steps its steps, in order of start
 */
public record InstanceView(
    @Schema(example = "order-17") String id,
    @Schema(example = "order") String workflow,
    InstanceStatus status,
    @Nullable Object params,
    @Nullable Object output,
    Optional<ErrorView> error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant wakeAt,
    @Nullable WaitView waitingFor,
    @Schema(minimum = "0") long stepCount,
    @Schema(minimum = "1") int epoch,
    @Nullable String version,
    @Nullable String lastVersion,
    @Schema(allowableValues = {"api", "java", "jms", "cron", "child", "import", "batch"})
        String trigger,
    @Nullable FiringView schedule,
    @Nullable KeyView parent,
    List<KeyView> children,
    @Nullable RollbackView rollback,
    @Nullable Object progress,
    List<String> warnings,
    List<StepView> steps) {}
