package dev.holdfast.web.schema;

import dev.holdfast.api.InstanceStatus;

/**
 * Is an instance after a call that controlled it.
 *
 * @param status its status now
 */
public record ControlledView(InstanceStatus status) {}
