package dev.holdfast.samples.approval;

import org.jspecify.annotations.Nullable;

/**
 * Is the answer to a request, the payload of the event {@code approval-response}.
 *
 * @param approved whether the answer is yes
 * @param by who answered; null when not told
 */
public record ApprovalResponse(boolean approved, @Nullable String by) {}
