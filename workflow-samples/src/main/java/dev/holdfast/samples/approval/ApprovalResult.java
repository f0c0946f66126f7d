package dev.holdfast.samples.approval;

import org.jspecify.annotations.Nullable;

/**
 * Tells how a request ended.
 *
 * @param status {@code approved}, {@code rejected} or {@code auto-rejected}
 * @param by who decided; null when nobody did, or did not say
 */
public record ApprovalResult(String status, @Nullable String by) {}
