package dev.holdfast.engine.run;

import dev.holdfast.api.ChildOptions;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.Lease;

/**
 * Asks for a child.
 *
 * @param key the child
 * @param options its params and the like; the id is that of the key
 * @param parent the step that starts it
 * @param lease entitles the parent's run to start it
 */
public record ChildRequest(InstanceKey key, ChildOptions options, Parent parent, Lease lease) {}
