package dev.holdfast.samples.campaign;

import java.util.List;

/**
 * Says what is written to whom.
 *
 * @param subject what is written
 * @param recipients mail addresses
 */
public record CampaignRequest(String subject, List<String> recipients) {

  /** Checks that something is written to somebody. */
  public CampaignRequest {
    if (subject == null || subject.isBlank()) {
      throw new IllegalArgumentException("subject must say what is written, was " + subject);
    }
    if (recipients == null || recipients.isEmpty()) {
      throw new IllegalArgumentException("recipients must name somebody, was " + recipients);
    }
    recipients = List.copyOf(recipients);
  }
}
