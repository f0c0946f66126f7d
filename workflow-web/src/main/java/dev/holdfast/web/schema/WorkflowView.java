package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Is a deployed workflow.
 *
 * @param name its name
 * @param className the class that implements it
 * @param maxSteps how many steps an instance may have
 * @param retention how long its instances are kept after their end
 * @param schedules its schedules
 * @param instances how many instances there are in each status
 */
public record WorkflowView(
    @Schema(example = "order") String name,
    @Schema(example = "com.example.OrderWorkflow") String className,
    @Schema(minimum = "1", example = "10000") int maxSteps,
    KeptView retention,
    List<ScheduleView> schedules,
    CountsView instances) {}
