package dev.holdfast.engine;

import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import java.util.List;

/**
 * Is everything recorded of an instance's present epoch.
 *
 * @param instance the instance
 * @param steps its steps, in order of start
 * @param attempts its failed attempts, by step and number
 */
public record InstanceDetails(
    InstanceRecord instance, List<StepRecord> steps, List<AttemptRecord> attempts) {}
