package dev.holdfast.web.schema;

/**
 * Counts the instances of a workflow by status.
 *
 * @param queued those to be started
 * @param running those that execute
 * @param waiting those that sleep, wait for an event or a child, or for their next attempt
 * @param waitingForPause those that pause after the step in flight
 * @param paused those that stand still until they are resumed
 * @param rollingBack those whose steps are being undone
 * @param complete those that have ended well
 * @param errored those that have failed
 * @param terminated those that were ended
 */
public record CountsView(
    long queued,
    long running,
    long waiting,
    long waitingForPause,
    long paused,
    long rollingBack,
    long complete,
    long errored,
    long terminated) {}
