package dev.holdfast.engine.model;

/**
 * Names a child that is to be terminated because its parent has ended, was restarted or deleted.
 *
 * @param parent number of the parent's row
 * @param child the child
 * @param rollback whether its compensation is run
 */
public record ChildClosing(long parent, InstanceKey child, boolean rollback) {}
