package dev.holdfast.samples.approval;

import org.jspecify.annotations.Nullable;

/** Keeps what was asked and decided. Every call may be repeated. */
public interface Approvals {

  /**
   * Notes a request as pending, anew if there was one with this id.
   *
   * @param instanceId id of the request
   * @param userId who asks
   */
  void open(String instanceId, String userId);

  /**
   * Notes how a request ended.
   *
   * @param instanceId id of the request
   * @param status the new status
   * @param decidedBy who decided; null when nobody did, or did not say
   */
  void close(String instanceId, String status, @Nullable String decidedBy);
}
